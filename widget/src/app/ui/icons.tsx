const paths = {
  back: 'm15 5-7 7 7 7',
  close: 'M6 6l12 12M18 6 6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M12 20V5m-6 6 6-6 6 6',
  attach:
    'm20.5 11.5-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.6a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.9-7.9',
  emoji: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.5s1.2 1.5 3.5 1.5 3.5-1.5 3.5-1.5M9 9.5h.01M15 9.5h.01',
  file: 'M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8l-5-5Zm0 0v5h5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3 2',
  next: 'm9 5 7 7-7 7',
  sound: 'M11 5 6.5 9H3v6h3.5L11 19V5Zm4.5 4a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  mute: 'M11 5 6.5 9H3v6h3.5L11 19V5Zm5 4.5 5 5m0-5-5 5',
  download: 'M12 4v11m-5-4 5 5 5-5M5 20h14',
  end: 'M9 4H5v16h4m5-4 4-4-4-4m4 4H9',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18Z',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8L12 3.5Z',
  down: 'M12 5v14m-6-6 6 6 6-6',
}

/** A line icon; always beside a name, so hidden from screen readers. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class={`icon i-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

export function IconButton(props: {
  icon: keyof typeof paths
  label: string
  class?: string
  disabled?: boolean
  expanded?: boolean
  onClick: (event: MouseEvent) => void
}) {
  const { icon, label, expanded, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      class={`ib ${props.class ?? ''}`}
      aria-label={label}
      title={label}
      aria-expanded={expanded}
    >
      <Icon name={icon} />
    </button>
  )
}

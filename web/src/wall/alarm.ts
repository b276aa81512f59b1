let context: AudioContext | undefined

/** Browsers let a page sound only after somebody touched it once, unless they are told otherwise. */
export const maySound = (): boolean => {
  context ??= new AudioContext()
  return context.state === 'running'
}

/** Lets the page sound from here on; call it when somebody presses something. */
export async function allowSound(): Promise<void> {
  context ??= new AudioContext()
  await context.resume()
}

/** Two short tones. */
export function alarm(): void {
  if (!maySound() || !context) return
  for (const [at, pitch] of [
    [0, 660],
    [0.25, 880],
  ] as const) {
    const tone = new OscillatorNode(context, { frequency: pitch, type: 'sine' })
    const volume = new GainNode(context, { gain: 0.2 })
    tone.connect(volume).connect(context.destination)
    tone.start(context.currentTime + at)
    tone.stop(context.currentTime + at + 0.2)
  }
}

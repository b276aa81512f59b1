/** Every time zone the browser knows, to choose from. */
export const zoneChoices = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({
  value,
  label: value.replaceAll('_', ' '),
}))

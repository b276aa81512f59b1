// Runs before the first paint, so that a dark screen never flashes white.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('switchboard.theme')
  } catch {}
  var dark = chosen === 'DARK' || (chosen !== 'LIGHT' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()

let audio: AudioContext | undefined

/** Browsers allow sound only after the visitor has touched the page: call it then. */
export function readySound(): void {
  if (typeof AudioContext === 'function') audio ??= new AudioContext()
  if (audio?.state === 'suspended') audio.resume().catch(() => {})
}

/** Two soft notes, made here: no file is fetched. */
export function beep(): void {
  if (audio?.state !== 'running') return
  const start = audio.currentTime
  for (const [at, pitch] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, start + at)
    volume.gain.linearRampToValueAtTime(0.08, start + at + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.28)
    tone.connect(volume).connect(audio.destination)
    tone.start(start + at)
    tone.stop(start + at + 0.3)
  }
}

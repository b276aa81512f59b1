let audio: AudioContext | undefined

/** Two short soft tones, made here so that no file has to be fetched. Silent where the browser forbids it. */
export function playNotice(): void {
  audio ??= new AudioContext()
  const start = audio.currentTime
  for (const [delay, pitch] of [
    [0, 660],
    [0.11, 880],
  ] as const) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.0001, start + delay)
    volume.gain.exponentialRampToValueAtTime(0.08, start + delay + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + delay + 0.25)
    tone.connect(volume).connect(audio.destination)
    tone.start(start + delay)
    tone.stop(start + delay + 0.3)
  }
}

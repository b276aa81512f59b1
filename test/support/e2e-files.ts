/** A picture of 120 × 80 pixels, as `setInputFiles` takes it. */
export const picture = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAHgAAABQCAIAAABd+SbeAAAAtklEQVR42u3ZsQkAIAxFwWzgppaObCmO4AbBSgIepH3NlT8x90qujZ6c9r4NWKBBgwYNGjQs0KBBgy4LjeNNCxo0aNCgQYOGBRo0aNB1oXHYOkCDBg0aNCzQoEGDBu1niMPWARo0aNCgYYEGDRo0aD9DHLYO0KBBgwYNCzRo0KBB+xnisHWABg0aNGhYoEGDBg3azxCHrQO0FjRo0LBAg9aCBu1niMPWAVoLGjRoWKBBa0GD/rI9Gd+rTFbZZNYAAAAASUVORK5CYII=',
    'base64',
  ),
})

/** What simulated customers say: the first line, then one line after each answer. */
export const customerLines: readonly (readonly string[])[] = [
  [
    'Hi! Is the Polar in stock with the small frame?',
    'Great. How long would delivery to Bremen take?',
    'Perfect, I will order it tonight. Thank you!',
  ],
  [
    'Hello, my Fjord arrived with a dent in the rear mudguard :(',
    'Order N-20418. Shall I send a photo?',
    'That was quick. Thanks for sorting it out.',
  ],
  [
    'Can I return a bicycle after 60 days? It turned out too big for me.',
    'It is unused and still in its box.',
    'Lovely, thank you very much!',
  ],
  [
    'Which inner tube fits the Skerry? The old one just went flat.',
    'And does it come with a long valve?',
    'OK, I will take two. Bye!',
  ],
  [
    'I was charged twice for order N-20377. Could you check?',
    'Yes, both on Monday, € 329 each.',
    'Thanks, that is a relief.',
  ],
  ['Do you ship to Norway?', 'What would it cost for the Tuft?', 'Fair enough. Takk!'],
]

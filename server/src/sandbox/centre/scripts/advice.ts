import { scripts } from './script.ts'

/** Before they buy. */
export const advice = scripts(
  { topic: 'Something else', team: 'Support' },
  `
@ which size [] happy
C: Hi! I'm 1.74 m, inside leg 81 cm. Which size of the {bike} do I need? | Which frame size fits someone who is 1.82? I look at the {bike}.
A: {hi} With that I'd take {size}. Between two sizes: do you like to sit more upright or sporty?
C: Upright, my back is not the youngest.
A: Then {size} it is, with the adjustable stem. And if it isn't right, we swap it for free within 30 days.
C: Perfect, I'll order that one. Thanks for the advice!
A: A good choice. {bye}

@ first bike for a child [] happy
C: My daughter turns 5 next week and is 1.10 m. Is the 16 or the 18 inch Luma better? | Looking for a bike for my son, 6 years. What do you recommend?
A: {hi} How nice! Can they already ride without training wheels?
C: Yes, on a balance bike since they were two.
A: Then the 18 inch, with the saddle all the way down. It will fit for about two years, and we buy it back afterwards.
C: You buy it back? For how much?
A: Between 35 and 50 % of the price, depending on scratches and stickers 🙂
C: Sold. Does it come in green?
A: It does, in "frog". Arrives before {date} if you order today.

@ cargo bike test ride [] plain
C: Can I test the {cargo} somewhere? We are two adults, two kids and a dog 🐕 | I'd like a test ride of the {cargo}, ideally on Saturday.
A: {hi} With pleasure. We have one at the shop with the rain cover on. Saturday at 11 is free.
C: Can the kids come along?
A: They must! Bring their helmets, and plan an hour: the way to the park is part of it.
C: Great, see you on Saturday.

@ lights for winter [] happy
C: Which front light do you recommend for unlit forest roads? | Are the lights on the {bike} enough for riding through a park at night?
A: {hi} For unlit roads I'd take at least 80 lux. The Polaris 90 fits onto your holder and costs 69 €.
C: Do I need a mechanic for it?
A: One screw and one plug, five minutes. There is a short film on its page.
C: Cool, ordering. Thanks {agent}!

@ difference between two models [] happy
C: What's the real difference between the {bike} and the next bigger model? | Is the more expensive {bike} worth the extra 300 €?
A: {hi} Honestly? The frame is the same. You pay for hub gears with belt instead of chain, and for hydraulic brakes.
C: So less cleaning?
A: Almost none, and no oil on your trousers. If you ride every day it's worth it; for Sundays it isn't.
C: I ride every day. You convinced me, thanks for being honest.

@ opening hours [] happy
C: Are you open tomorrow? | Until when is the shop open on Saturdays?
A: {hi} Monday to Friday from 8 to 20, Saturday from 10 to 16. The workshop takes bikes until half an hour before that.
C: Thanks, that was quick!

@ which lock [] plain
C: My last bike was stolen. Which lock is really safe? | Which lock do you recommend for parking at the station all day?
A: {hi} I'm sorry to hear that. For a station I'd use two different ones: a folding lock of level 15 and the frame lock with chain.
C: Does my insurance accept those?
A: Most ask for level 10 or a certain price. Both are on the usual lists; I can put the certificate on the invoice.
C: Yes please do. I'll take both.
A: They're in your basket, with the certificate. Ride safe!
`,
)

import { scripts } from './script.ts'

/** Invoices, discounts, leasing, ways to pay. */
export const payments = scripts(
  { topic: 'Invoice & payment', team: 'Support' },
  `
@ invoice copy [Invoice] happy
C: Could you send me the invoice for order {order} again? I need it for my tax return. | Hi, I can't find the invoice of {order}.
A: {hi} It's on its way to your e-mail address. You can also find all of them under "My orders".
C: Got it, thank you!

@ invoice on the company [Invoice] plain
C: I need the invoice for {order} made out to my company, with VAT number. | Is it possible to change the billing address on an invoice that has been paid? {order}
A: {hi} Yes, within the same quarter. Please give me the company's name, address and VAT number.
C[receipt]: {company}, Werftstrasse 8, {city}. The number is on the picture.
A: Thank you. The old invoice has been cancelled and the new one is in your inbox in a few minutes.
N: Correction RE-{tracking}. Booked in the same period, no further steps.
C: Perfect. Exactly what our accountant wants.

@ discount code fails [] plain
C: The code {code} doesn't work. It says "not valid for this basket". | I have a 10 % code from your newsletter ({code}) and the shop refuses it!
A: {hi} That one excludes reduced articles, and the {item} is already on sale. Shall I see what I can do?
C: Yes please, nobody told me about that. | It wasn't in the newsletter…
A: You're right that it isn't written clearly. I've put 5 % on your basket by hand. Please reload it.
C: I see it. Thank you!

@ paid twice [Refund] tense
C: You charged me twice for {order}! {price} each. | My card was charged two times for the same order {order}. Please fix that today.
A: {hi} I understand the fright. I can see one payment and one reservation: the first attempt was interrupted, and your bank releases it by itself.
C: When? That's a lot of money to be missing.
A: Within three working days. I've also sent the bank a release, with most banks it then takes only a few hours.
C: Ok. I'll watch it and come back if not.
A: Please do, I've made a note. The reference is {tracking}.
C: It's back on my account now, thanks.

@ leasing [] plain
C: Do you work with company leasing? My employer offers it. | Can I get the {bike} through a job bike scheme?
A: {hi} Yes, with all the large providers. You choose the bike here, we send the offer to your provider, and you collect it once your employer has agreed.
C: How long does that usually take?
A: Seven to ten days. Most of it is waiting for the employer's click 🙂
C: Then please prepare an offer for the {bike} in {size}, with lock and mudguards.
A: Sent to your e-mail address. It is valid until {date2}.
C: Great, thank you.

@ instalments [] plain
C: Is it possible to pay the {bike} in instalments? | Do you offer 0 % financing?
A: {hi} Yes: 6, 12 or 24 months at 0 % from 500 €. You choose it at the checkout and it's decided within a minute.
C: Does it matter that I don't live in Germany? I'm in {city}.
A: It does, sorry: the bank asks for a German address. With PayPal you can still pay in three parts.
C: That's fine for me too. Thanks for the info.

@ price match [] plain
C: I found the {bike} 80 € cheaper elsewhere. Do you match prices? | Another shop has the {item} on offer. Can you do the same price?
A: {hi} If it's in stock there in the same size and colour, we usually do. Could you send me the link?
C: Sorry it's on my phone, it's the shop at the station in {city}. They have one left.
N: Called them, they have it. Within our margin, ok from Henrik.
A: I've checked with them. We'll match it, and the first inspection with us stays free.
C: Deal! Ordering now.
A: Thank you! Your basket shows the new price already.
`,
)

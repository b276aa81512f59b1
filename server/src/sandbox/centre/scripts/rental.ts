import { scripts } from './script.ts'

/** Bikes for a few days. */
export const rental = scripts(
  { topic: 'Rental', team: 'Support', place: 'rental' },
  `
@ book for a weekend [Rental] happy
C: Hi, do you still have four bikes for the weekend of {weekend}? Two adults, two kids. | Hello! We'd like to rent two {ebike} from {date} to {date2}. Possible?
A: {hi} Yes, there are still some. May I know the heights of all riders?
C: 1.65 and 1.80, the kids are 1.20 and 1.35. | 1.70 and 1.78.
A: Thank you. I've reserved them with helmets and locks. You pay when you pick them up.
C: Amazing, thank you. Where do we pick them up?
A: At the harbour, next to the ferry pier. We open at 8. {bye}
C: No, that's everything. Looking forward to it!

@ change rental dates [Rental] plain
C: We booked from {date} to {date2} but our train was cancelled. Can we start a day later? | Is it possible to extend our rental until {date2}? We like it too much here.
A: {hi} No problem, both is possible. Your bikes are free until then.
C: Does it cost anything?
A: A change is free. For every additional day it's the day rate, less 20 % from the third.
C: Perfect!

@ rental breakdown [Rental] tense
C: We're 15 km away and the chain of one bike broke. What do we do? | Help, flat tyre on the rental and the kit in the bag is empty!!
A: {hi} Oh no. Are you all safe? Please share where you are, or tell me the nearest village.
C: We're fine, at the church in the village of Altendorf.
A: Our driver is on the way with a replacement bike, about 35 minutes. There is a nice café opposite: the coffee is on us, keep the receipt.
N: Bike R-31. Chain was due at last service, check the list. Refund one day.
C: Driver was here after half an hour. Thanks, that saved our day
A: I'm glad. One day is refunded to your card as well.

@ deposit back [Rental, Refund] tense
C: When do I get my deposit back? We returned the bikes on {past}. | Still missing the 200 € deposit from our rental.
A: {hi} The release was sent on {past}; banks take up to five working days. I've asked ours for the reference.
C: It's been six days already.
A: Then I don't like it either. I've cancelled the hold and transferred the amount directly, it should be there tomorrow.
C: Ok, thanks. I'll have a look tomorrow.

@ child seat [Rental] happy
C: Do you rent child seats too? Our son is 2. | Can we get a trailer for two kids with the bikes?
A: {hi} Yes, both. A seat is 5 € a day, a trailer 12 €. Up to about three years I'd take the seat in front.
C: Then one seat in front please, for the booking on {date}.
A: Added. It will be mounted when you come.
C: Super, thank you

@ route tips [Rental] happy
C: Which route do you recommend for a day with kids? Not too many hills please. | Any nice tours around {city}, about 30 km?
A: {hi} The lighthouse loop: 24 km, flat, two playgrounds and the best fish rolls halfway.
C: Sounds ideal. Do you have a map?
A: I've sent you the track; it also hangs at the counter as a leaflet.
C: Thank you, you're the best!

@ dog trailer [Rental] plain
C: Do you have a trailer for a big dog, about 35 kg? | Can I take my dog in one of the cargo bikes?
A: {hi} Up to 40 kg we have the Husky trailer, with a flat floor. How about trying it for ten minutes first? Not every dog likes it.
C: Good idea. Can we come by on {day}?
A: {day} from 9 on. Bring a treat 🙂
C: Will do!
`,
)

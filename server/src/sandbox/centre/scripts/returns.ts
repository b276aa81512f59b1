import { scripts } from './script.ts'

/** It does not fit, it is not right, the money back. */
export const returns = scripts(
  { topic: 'Returns', team: 'Orders & returns' },
  `
@ wrong size helmet [Return] plain
C: The {wear} is too small. Can I swap it for {size2}? Order {order}. | Hi, I got the {wear} in {size} and it really doesn't fit. How do I exchange it?
A: {hi} Of course. We have {size2} here. Shall I reserve it and send you a return label?
C: Yes please. Do I have to wait until you have the old one back?
A: No, the new one leaves today. Just put the old one into the same box within 14 days.
C: That's easy. Thank you! | Love it, thanks.

@ return a bike [Return] plain
C: I'd like to return my {bike}. It's a good bike but the frame is too big for me. {order} | How does returning a whole bike work? The {bike} doesn't fit me, order {order}.
A: {hi} You have 30 days, so there is no hurry. A whole bike is picked up at your door. Is the original box still there?
C: No, I threw it away. Is that a problem? | Yes, it's in the cellar.
A: No problem at all, the driver can bring one. Would {day} between 9 and 13 suit you?
C: {day} is fine.
A: Booked with {carrier}. We refund {price} as soon as the bike has been checked, usually within three days of its arrival.
N: Customer is 1.68 m, frame is 58. Suggest size advice before the next order.
C: Thank you, very uncomplicated.

@ refund not arrived [Return, Refund] tense
C: I returned the {item} two weeks ago and still no refund. Order {order}. | Where is my money? You got the parcel on {past}, order {order}!
A: {hi} I'm sorry about that. Let me see what happened.
N: Parcel booked in on {past} but refund stuck, card expired. Asked accounting to transfer by IBAN.
A: We received it, but the refund to your card was rejected because the card has expired. I need another way to pay you.
C: Nobody told me. Can you use PayPal?
A: You should have had an e-mail, I apologise. PayPal works: {price} have just been sent to the address of your account.
C: Ok, it is there. Thanks for sorting it out. | Received. Next time please write earlier.

@ return label [Return] happy
C: Hi, I can't find the return label in the box. | The printed label for my return is damaged, can I get a new one? {order}
A: {hi} Here it comes: I've sent the label for {order} to your e-mail address. You can also show the code on your phone at the counter, no printing needed.
C: Oh that's handy. Thanks!

@ used but unhappy [Return] plain
C: I've ridden about 80 km on the saddle I bought and it hurts. Can I still return it? | Quick question: is it ok to return a saddle after testing it? {order}
A: {hi} Yes. Saddles have our comfort promise: ride it for 60 days, and if it isn't yours, we swap it or refund it.
C: Wow ok. Which one would you suggest instead? I ride upright, about 10 km a day.
A: For upright riding I'd take the Bergen Wide with gel. It is a little heavier, but nobody has ever brought one back to me.
C: Let's try that one then.
A: Exchange is set up, label is in your inbox. {bye}

@ gift return [Return] happy
C: I got the {item} as a gift and already have one. Can I exchange it without the receipt? | Can I return a present without the person noticing?
A: {hi} Yes, with the order number on the delivery note. You get a voucher for the full price and the buyer hears nothing from us.
C: It's {order}. You're very discreet 😄
A: Always. Your voucher over {price} is on its way by e-mail.
C: Thanks!

@ wrong article sent [Return, Complaint] plain
C: I ordered the {wear} in {size} but got a completely different thing. {order} | You sent me somebody else's order, I think. The delivery note says {order} but the content is wrong.
A: {hi} Oh dear, two parcels must have been swapped at packing. Could you tell me the number on the sticker inside?
C: It says B-{tracking}. | Sticker B-{tracking}
N: Swapped with the parcel before it on the same line. Told packing, contacting the other customer too.
A: Thank you. Your {wear} goes out today; please give the other one to the driver who brings it. I've added a 10 € voucher for the trouble.
C: That's fair. Thank you for the quick help.
`,
)

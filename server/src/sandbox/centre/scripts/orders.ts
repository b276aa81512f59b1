import { scripts } from './script.ts'

/** Where is it, and when does it come. */
export const orders = scripts(
  { topic: 'Order & delivery', team: 'Orders & returns' },
  `
@ where is my order [Shipping] plain
C: Hi, I ordered the {bike} on {past} and haven't had any news since. Order number is {order}. | Hello, could you tell me where my order {order} is? It was supposed to be here on {past}. | Any update on {order}? The tracking page hasn't moved for three days.
A: {hi} Let me look at the tracking for {order}, one moment please.
A: It left our warehouse on {past} and is with {carrier} now. They had a backlog in {city}, so I expect it on {day}. | Found it: {carrier} scanned it this morning at the depot in {city}. Delivery is planned for {day}.
C: Ok, thank you. Do I need to be at home? | {day} works. Will they ring the bell?
A: Yes please, a bike needs a signature. If {day} doesn't suit you, {carrier} lets you pick another day with the number {tracking}.
C: Great, thanks a lot! | Perfect, thank you.

@ delivered to a neighbour [Shipping] plain
C: The app says my parcel was delivered but there is nothing here. Order {order}. | Tracking says "delivered" since noon. I was home all day and nobody came! {order}
A: {hi} I'm sorry, that is annoying. I'm asking {carrier} who signed for it.
N: {carrier} hotline: signed by "Kessler", ground floor. Name is not in the order.
A: It was signed for by somebody called Kessler on the ground floor. Do you know them?
C: Oh! That's the new neighbour. I'll go and ring. | That is the bakery downstairs, let me check.
C: Got it, it was there. Sorry for the fuss | It's there indeed. Thanks for checking so fast.
A: No need to be sorry. Enjoy the {item}! | Very good. Have a nice ride!

@ lost parcel [Shipping, Complaint] tense
C: It's been 12 days now. My parcel with the {item} is clearly lost. Order {order}. | Third time I'm asking about {order}. Where is my {item}??
A: {hi} I can see the history and I understand you've had enough. The parcel has not been scanned since {past}.
N: Opened a search request with {carrier}, ref {tracking}. If nothing by {day}: reship at our cost.
A: I have opened a search with {carrier} and I don't want you to wait for it: a new {item} leaves today with express delivery, at no cost.
C: Finally somebody who does something. When will it be here? | Ok. And what if the first one turns up?
A: Express means tomorrow before noon. Should the first one still turn up, simply refuse it and it comes back to us.
C: Fine. Thanks. | Alright, I hope so. Thank you.

@ change the address [Shipping] plain
C: Hi! I just ordered the {item} ({order}) but used my old address. Can you still change it? | Is it possible to send order {order} to my office instead? I ordered an hour ago.
A: {hi} It has not been packed yet, so yes. Which address should it be?
C: Lindenweg 14, second floor, {city}. The post code stays the same. | Company entrance, Hafenstrasse 3, {city}. Name on the door is my own.
A: Changed. You will get a new confirmation by e-mail in a minute. {bye}
C: Got it, thanks! | Perfect, you saved me a trip.

@ when back in stock [] happy
C: When will the {bike} be back in stock in size {size}? | The {bike} in {size} has been sold out for weeks. Do you know when it's coming?
A: {hi} We expect the next delivery in the week of {date}. I can put one aside for you without obligation, shall I?
C: Yes please! | That would be super.
A: Done, it is reserved under your e-mail address until {date2}. You'll get a message when it is here.
C: Thank you so much

@ missing part [Shipping] plain
C[parcel]: My {bike} arrived today but the box was open on one side and the pedals are missing. Order {order}. | Parcel arrived like this, and there is no charger in the box. {order}
A: {hi} Thank you for the photo. The bag with small parts must have fallen out through the hole. I'll send you a new one today.
C: How long will that take? I wanted to ride at the weekend. | Ok thanks. Do you need anything else from me?
A: It goes out by express and should be with you tomorrow. Nothing else needed, the photo is enough for our claim.
N: Damage claim filed with {carrier}, photo attached. Packaging team informed.
C: Great service, thank you. | Wonderful, thanks.

@ cancel before shipping [Refund] plain
C: I need to cancel order {order} please. I ordered the wrong model. | Can I still cancel {order}? My wife bought the same {item} yesterday 😅
A: {hi} You are in time: it has not been handed over yet. I've cancelled it and the {price} are on their way back to you.
C: How long does the refund take?
A: With a card two to four working days, with PayPal usually the same day. {bye}
C: No, that's all. Thanks!

@ shipping abroad [] happy
C: Do you ship bikes to {city}? And what would it cost? | Hello, I'm moving to {city} soon. Could you deliver a {bike} there?
A: {hi} Yes, we do. A fully assembled bike costs 49 € to {city} and takes four to six working days.
C: Assembled, really? I thought I have to put it together.
A: Only turn the handlebar and put on the pedals. We include the tool and a one-page guide.
C: Sounds doable even for me. Thanks!
A: If it doesn't work out, chat with us and we go through it together.
`,
)

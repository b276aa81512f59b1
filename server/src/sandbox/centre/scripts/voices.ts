import { scripts } from './script.ts'

/** Praise, complaints, and those who need more than one answer. */
export const voices = scripts(
  { topic: 'Something else', team: 'Support' },
  `
@ praise for the workshop [Praise] happy
C: I don't need anything. I just wanted to say that your mechanic saved my holiday yesterday. Please tell them! | Just wanted to leave a big thank you to the workshop. Bike runs better than new.
A: {hi} What a lovely message to get on a {today}. I'll read it out in the workshop.
N: Printed it and pinned it at the bench 🙂 Yusuf is grinning.
C: He deserves it. Have a nice day everyone!

@ complaint about waiting [Complaint] tense
C: I have been calling for two days and nobody picks up. Is this how you treat customers? | 45 minutes on hold, then the line went dead. Unbelievable.
A: {hi} I'm sorry, that is not how it should be. We had two people ill and I'd rather you had been told. I'm here now: what is it about?
C: I only want to know if my {bike} was delivered to the shop.
A: It was, on {past}. It stands ready for you with the charger, and I've put a bottle cage on it for your patience.
C: Ok. That's nice of you. I'll come on {day}.
A: Ask for me at the counter, I'll be there until four.

@ rude courier [Complaint, Shipping] tense
C: Your delivery driver threw my parcel over the fence. I have it on camera. | The courier was extremely rude to my mother (82). I want to complain.
A: {hi} That must not happen, and I apologise to you both. May I pass the complaint to {carrier} with your order number {order}?
C: Please do. And I expect an answer.
A: You'll have it by {date} from me personally, even if it is only that they need longer.
N: Complaint filed, ref {tracking}. Remind me {date}. Second one for this depot this month.
C: Thank you for taking it seriously.

@ press enquiry [] plain
C: Hello, I write for a local paper about cargo bikes in {city}. Who can I talk to? | Hi, who is responsible for press photos?
A: {hi} How nice. I've passed it to our marketing; they answer within a day. Is it urgent?
C: The issue closes on {day}.
A: Then I'll walk over and tell them so.
C: Very kind!

@ job application [] happy
C: Hi, are you looking for mechanics? I finished my training this summer. | Do you offer internships in the workshop?
A: {hi} We are indeed! Please send two lines about yourself to our workshop lead; I'll tell her to expect you.
C: That's great, thank you so much!

@ delete my account [] plain
C: I'd like to have my account and my data deleted. | How can I delete my customer account?
A: {hi} I can start that for you. Invoices have to be kept by law; everything else is gone within 30 days. Shall I go ahead?
C: Yes, please.
A: Done. You get one last e-mail that confirms it. All the best to you.
C: Thanks.

@ newsletter [] plain
C: Please take me off the newsletter, the link at the bottom gives an error. | I keep getting your newsletter although I unsubscribed twice.
A: {hi} Sorry about that. I've taken you off by hand and told our web people about the broken link.
C: Thank you.
`,
)

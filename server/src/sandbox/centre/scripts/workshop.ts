import { scripts } from './script.ts'

/** Repairs, appointments, warranty. */
export const workshop = scripts(
  { topic: 'Workshop', team: 'Workshop' },
  `
@ book an inspection [Workshop] happy
C: Hello, I'd like to book the first inspection for my {bike}. | Hi, do you have a workshop slot this week? My {bike} needs a check before winter.
A: {hi} Gladly. The next free slots are {day} at {time} or {date} at 16:30. Which one suits you?
C: {day} at {time} please.
A: You're booked. The first inspection is free; please bring the service booklet. It takes about an hour.
C: Can I wait there?
A: Sure, there is coffee and a sofa. | Yes, and the coffee is on us.
C: Perfect, see you {day}!

@ move an appointment [Workshop] plain
C: I have an appointment on {day} but can't make it. Can we move it? | Sorry, something came up. Could I move my workshop slot from {day} to next week?
A: {hi} No problem. I can offer {date} at {time}.
C: That works, thank you. | Anything later in the day?
A: Then I've put you down for {date}, the last slot at 18:15. You'll get a reminder the evening before.
C: Great!

@ puncture under warranty [Warranty, Workshop] plain
C[flat-tyre]: I've had three flats in two weeks, always on the back wheel. Bike is only two months old. Is that covered? {order} | My back tyre is flat again!! Third time. Picture attached.
A: {hi} Three in two weeks is not bad luck any more. Where is the hole, on the outside or on the side of the rim?
C: On the inside, towards the rim.
A: That is a rim tape that has slipped: a fault of ours, so it's covered. Can you bring the wheel, or shall we send someone to {city}?
C: I can bring it on {day}.
N: Known batch, rim tape 18 mm instead of 20 mm. Replace tape and tube, give puncture-proof tyre as goodwill.
A: {day} it is. We'll do it while you wait, and you get a better tyre from us.
C: Very kind, thank you!

@ bent wheel [Workshop] plain
C[bent-wheel]: Hit a pothole yesterday and now my front wheel looks like this. Can it be saved? | Is this repairable or do I need a new wheel? See photo.
A: {hi} Ouch! I hope you are alright. That bend is too strong to true it, I'm afraid. A new wheel with fitting is 139 €.
C: I'm fine, only my pride is hurt. When could you do it?
A: We have the wheel here. {day} at {time}, ready the same evening?
C: Yes, please.
A: Booked. Please don't ride it until then.

@ brakes squeak [Workshop] happy
C: My disc brakes squeal like a train since it rained. Is that dangerous? | The brakes on my {bike} make a horrible noise. Any tip?
A: {hi} Not dangerous as long as they bite. Usually it's a film of oil or cleaner on the disc. Clean it with pure alcohol and brake firmly ten times from 20 km/h.
C: I may have used chain spray near it… | Guilty, I washed it with dish soap.
A: That explains it 🙂 Try the alcohol first. If it still squeals after that, the pads have soaked it up and we change them for 29 €.
C: It worked! Silence. Thank you so much
A: Wonderful, enjoy the quiet.

@ gears skip [Workshop] plain
C: The gears of my {bike} jump when I push hard uphill. It's only 4 months old. | Hi, my chain slips on the two smallest cogs. Is this warranty?
A: {hi} How many kilometres has it done, roughly?
C: Around 900 I think.
A: Then the cable has stretched, which is normal. Turning the little barrel at the derailleur half a turn to the left usually does it. Would you like to try, or come in?
C: I'd rather have you do it.
A: Come by on {day} at {time}, it takes ten minutes and costs nothing in the first year.
C: See you then.

@ is my bike ready [Workshop] plain
C: Hi, is my {bike} ready for pick-up? Job number W-{tracking}. | Checking in on repair W-{tracking}, was told it would be done by {past}.
A: {hi} I'm walking over to the workshop to ask, one minute.
N: Waiting for the bottom bracket, supplier promised {day}. Mechanic forgot to call.
A: We're still waiting for one bearing, which comes on {day}. I'm sorry nobody called you. Would a replacement bike help until then?
C: That would help a lot actually, I commute. | No that's ok, but please call me when it's there.
A: Of course. It's noted and I'll call you myself. | It stands here with your name on it from 15:00 today.
C: Thank you {agent}.

@ frame crack [Warranty, Complaint] tense
C: There is a crack in the paint near the head tube of my {bike}. Is it still safe?? | I just found a crack in my frame. I'm honestly shocked, the bike is one year old. {order}
A: {hi} Thank you for telling us straight away. Please don't ride it until we have looked at it. We'll collect it at your door tomorrow.
C: And what do I ride to work?
A: The driver brings a comparable bike that you keep until this is settled. Frames have a ten-year warranty, so there's no cost for you.
N: Possible safety matter. Quality wants photos and the frame number the same day. Do not close before they have answered.
C: Ok, that's good to hear. What time tomorrow?
A: Between 10 and 12, the driver calls half an hour before.
C: Thank you.
`,
)

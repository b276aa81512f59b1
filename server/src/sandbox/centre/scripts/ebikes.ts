import { scripts } from './script.ts'

/** Batteries, motors, displays. */
export const ebikes = scripts(
  { topic: 'Workshop', team: 'Workshop' },
  `
@ range drops in winter [] happy
C: The range of my {ebike} went from 90 to 60 km. Is the battery broken already? | Battery of my {ebike} is empty much faster lately. It's 10 months old.
A: {hi} Since when, and where do you keep the battery over night?
C: Since it got cold. It stays on the bike in the shed.
A: Then it's the cold: below 5 °C a third less is normal. Charge and keep it indoors, and put it on just before you leave.
C: So simple. And it comes back in spring?
A: It does. If you'd like to be sure, we measure its health for free at any inspection.
C: Good to know, thanks!

@ display error [Workshop] plain
C: My {ebike} shows error E-503 and the motor doesn't help any more. | What does E-503 mean? The motor just switched off on the way home.
A: {hi} E-503 is the speed sensor. In nine of ten cases the magnet on a spoke has turned. Could you look at the back wheel near the frame?
C: There is a small silver thing pointing inwards | I see a magnet but it's about 3 cm away from the sensor.
A: Exactly that one. Turn it so that it passes the sensor at 5 to 10 mm, then switch the bike off and on.
C: You're a genius. Error is gone!
A: Glad it worked. Please tighten its screw when you're at home. {bye}

@ battery key lost [] plain
C: I lost the key of my battery lock. Can you make a new one? | Is there any way to get a spare key for the {ebike} battery?
A: {hi} Yes, with the number that is engraved on the key or printed on the card in your papers.
C: Found the card: 5{tracking}.
A: Ordered: two keys for 24 €, in about a week at your address.
C: Thanks, I'll put one in a safe place this time 😅

@ charger hot [Warranty] tense
C: The charger of my {ebike} gets really hot and smells strange. I unplugged it. | My charger makes a burning smell. What should I do??
A: {hi} Unplugging was exactly right. Please don't use it again, and leave the battery somewhere it can't do harm, not on a carpet. Is the battery warm or swollen?
C: No, battery is cold and looks normal.
A: Good. A new charger leaves today by express, free of charge. Please keep the old one, our supplier wants to examine it.
N: Safety report filed, charger serial number asked for. Priority was high.
C: Ok thanks for reacting so quickly.
A: Always, with a thing like this. Here is my direct note in your file, just write if anything changes.

@ software update [Workshop] happy
C: Is there a new software for the {ebike}? A friend says his is quieter now. | Can I update the motor myself or do I need to come by?
A: {hi} You can do most of it with the app over Bluetooth. The last one from {past} made the motor softer when starting.
C: I don't see it in the app.
A: Is the battery over 30 %? Below that the app hides it.
C: It's at 22. That'll be it!
C: Works now. Thanks!

@ bigger battery [] happy
C: Can I put a bigger battery into my {ebike}? | Would the 750 Wh battery fit the {ebike} I bought last year?
A: {hi} It fits in all frames from {size} upwards since last year's model. It costs 799 €, and we take your old one back for 150 €.
C: Hm, tempting. How much more range is that?
A: In the hills around here roughly 110 instead of 70 km.
C: Let me sleep on it. Thanks for the honest numbers!
A: Take your time, the offer stands until {date2}.
`,
)

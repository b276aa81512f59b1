import { scripts } from './script.ts'

/** Companies with many bikes. */
export const fleets = scripts(
  { topic: 'Order & delivery', team: 'Support' },
  `
@ fleet quote [VIP] happy
C: Hello, {company} would like to order another 12 {cargo} for our drivers in {city}. Could we get a quote by {day}? | We want to equip our new office in {city} with 8 {ebike}. Same conditions as last time?
A: {hi} Good to hear from you. Same conditions, and from ten bikes on you get the service package for the first year on top.
C: Very good. Delivery before {date} would be important.
A: I've asked the warehouse to hold them. The quote is in your inbox within the hour.
N: Framework agreement applies, 14 % plus service. Henrik approves above 20k.
C: Received, looks right. I'll send the order form today.
A: Wonderful. I'll plan the delivery with your site manager directly.

@ fleet bike down [VIP, Workshop] plain
C: One of our {cargo} at {company} won't start. The driver stands in {city}. | Bike 7 of our fleet has no power and we're in the middle of the lunch tour. Help!
A: {hi} I'm sending the mobile workshop. Where exactly is the driver, and which error is on the display?
C: At the main station, error says E-118.
A: Twenty minutes. E-118 is the plug of the battery: if the driver presses it in firmly until it clicks, he may be quicker than us.
C: Clicked! It runs again.
N: Third E-118 in this fleet. Suggest replacing the plugs at the next service, free of charge.
A: Great. We'll change that plug at the next service, so it doesn't happen again.
C: Thank you, impressive response time as always.

@ collective invoice [VIP, Invoice] plain
C: Could {company} get one invoice a month instead of one for every repair? | Our accounting at {company} asks for the cost centre on each invoice. Is that possible?
A: {hi} Yes, both. From the first of next month you get a collective invoice with a line and the cost centre for each bike.
C: And for this month?
A: I've put the open ones together, you have them as one PDF now.
C: Our bookkeeper will send you flowers 🙂
`,
)

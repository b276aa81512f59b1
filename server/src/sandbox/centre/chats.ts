import { chatSettings } from '../../channels/chat/settings.ts'
import { parse } from 'valibot'

const form = [
  { name: 'name', kind: 'text', label: 'Your name', required: false },
  { name: 'email', kind: 'email', label: 'Your e-mail address', required: false },
] as const
const topic = (options: string[]) => ({
  name: 'topic',
  kind: 'choice',
  label: 'What is it about?',
  required: false,
  options,
})

/** The chats of the centre, each with a public key that stays the same. */
export const chats = {
  shop: {
    name: 'Shop chat',
    publicKey: 'demo-shop',
    settings: parse(chatSettings, {
      title: 'Moin! How can we help?',
      subtitle: 'Orders, repairs, advice: ask the people who ride what they sell.',
      greeting: 'Questions about a bike or your order? We are right here 🚲',
      greetingDelaySeconds: 8,
      replyTimeSeconds: 120,
      awayMessage:
        'Nobody is at the desk right now, but your message is not lost. Leave your e-mail address and we will answer as soon as we are back.',
      // Nobody should have to fill in a form before the first word; it is one switch in the settings.
      formEnabled: false,
      formIntro: 'Tell us a little, if you like. You may leave everything empty.',
      formFields: [...form, topic(['Order & delivery', 'Returns', 'Workshop', 'Invoice & payment', 'Something else'])],
    }),
  },
  rental: {
    name: 'Rental chat',
    publicKey: 'demo-rental',
    settings: parse(chatSettings, {
      title: 'Ready for a ride?',
      subtitle: 'Bikes by the day, at the harbour. Ask us about dates, routes and dogs.',
      greeting: 'Planning a trip? Ask us for the best route.',
      position: 'right',
      replyTimeSeconds: 300,
      formEnabled: true,
      formIntro: 'Tell us a little, if you like. You may leave everything empty.',
      formFields: [...form, topic(['Rental', 'A booking I have', 'Something else'])],
    }),
  },
} as const

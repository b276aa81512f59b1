import { ref } from 'vue'
import { auth } from '../../session/auth.ts'
import { useAuthCall } from './useAuthCall.ts'

/** Switch it on, make new backup codes, or switch it off. */
export type TwoFactorTask = 'enable' | 'codes' | 'disable'
/** Where one is: prove who you are, scan and check, keep the codes; `done` ends it. */
export type TwoFactorStep = 'password' | 'scan' | 'codes' | 'done'

/** The steps of one task around the second factor. */
export function useTwoFactor(task: TwoFactorTask) {
  const { busy, error, call } = useAuthCall()
  const step = ref<TwoFactorStep>('password')
  const address = ref('')
  const codes = ref<string[]>([])

  const tasks: Record<TwoFactorTask, (password: string) => Promise<void>> = {
    async enable(password) {
      const made = await call(() => auth.twoFactor.enable({ password }))
      if (!made) return
      if ('totpURI' in made) address.value = made.totpURI
      if ('backupCodes' in made) codes.value = made.backupCodes
      step.value = 'scan'
    },
    async codes(password) {
      const made = await call(() => auth.twoFactor.generateBackupCodes({ password }))
      if (!made) return
      codes.value = made.backupCodes
      step.value = 'codes'
    },
    async disable(password) {
      if (await call(() => auth.twoFactor.disable({ password }))) step.value = 'done'
    },
  }
  async function check(code: string) {
    if (await call(() => auth.twoFactor.verifyTotp({ code: code.replaceAll(/\s/g, '') }))) step.value = 'codes'
  }
  return { step, busy, error, address, codes, prove: tasks[task], check }
}

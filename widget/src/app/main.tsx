import type { Mount } from '../contract.ts'
export const mount: Mount = () => ({ show() {}, configured() {}, personChanged() {}, destroy() {} })

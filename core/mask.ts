/** `b•••@y.test`: enough for a colleague to recognise, too little for anybody else to write to. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}

/** The words of a mail server, which may name who a mail was for. */
export function maskEmailsIn(words: string): string {
  return words.replaceAll(/[^\s<>(),;:]+@[^\s<>(),;:]+/g, maskEmail);
}

/** `+44•••••0123`: the first two digits and the last four. A number too short for that shows its last two. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 9) return `•••••${digits.slice(-2)}`;
  return `+${digits.slice(0, 2)}•••••${digits.slice(-4)}`;
}

export const languages = ['node', 'php', 'python'] as const
export type Language = (typeof languages)[number]
export type Way = 'jwt' | 'hmac'

/** Code for a site's server that signs who its user is, as text to copy. Nothing in it needs a library. */
export const serverCode: Record<Way, Record<Language, string>> = {
  jwt: {
    node: `import { createHmac } from 'node:crypto'

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

export function chatToken(user) {
  const head = encode({ alg: 'HS256', typ: 'JWT' })
  const body = encode({
    sub: user.id,
    name: user.name,
    email: user.email,
    exp: Math.floor(Date.now() / 1000) + 300,
  })
  const signature = createHmac('sha256', process.env.CHAT_SECRET)
    .update(head + '.' + body)
    .digest('base64url')
  return [head, body, signature].join('.')
}`,
    php: `function chat_token($user) {
  $encode = fn($bytes) => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
  $head = $encode(json_encode(['alg' => 'HS256', 'typ' => 'JWT']));
  $body = $encode(json_encode([
    'sub' => (string) $user->id,
    'name' => $user->name,
    'email' => $user->email,
    'exp' => time() + 300,
  ]));
  $signature = hash_hmac('sha256', "$head.$body", getenv('CHAT_SECRET'), true);
  return "$head.$body." . $encode($signature);
}`,
    python: `import base64, hashlib, hmac, json, os, time

def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def chat_token(user) -> str:
    head = encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = encode(json.dumps({
        "sub": str(user.id),
        "name": user.name,
        "email": user.email,
        "exp": int(time.time()) + 300,
    }).encode())
    secret = os.environ["CHAT_SECRET"].encode()
    signed = hmac.new(secret, f"{head}.{body}".encode(), hashlib.sha256)
    return f"{head}.{body}.{encode(signed.digest())}"`,
  },
  hmac: {
    node: `import { createHmac } from 'node:crypto'

export const userHash = (userId) =>
  createHmac('sha256', process.env.CHAT_SECRET).update(userId).digest('hex')`,
    php: `$user_hash = hash_hmac('sha256', (string) $user->id, getenv('CHAT_SECRET'));`,
    python: `import hashlib, hmac, os

def user_hash(user_id: str) -> str:
    secret = os.environ["CHAT_SECRET"].encode()
    return hmac.new(secret, user_id.encode(), hashlib.sha256).hexdigest()`,
  },
}

/** What the page then says to the widget. */
export const pageCode: Record<Way, string> = {
  jwt: `Switchboard('identify', { jwt: TOKEN_FROM_YOUR_SERVER })`,
  hmac: `Switchboard('identify', {
  userId: USER_ID,
  userHash: HASH_FROM_YOUR_SERVER,
  name: 'Ada Lovelace',
})`,
}

"""Prints the state of a topic after each change. Usage: client.py ws://HOST:PORT/live TOPIC TICKET_URL"""
import base64, hashlib, json, os, random, socket, struct, sys, time, urllib.parse, urllib.request

class Wire:
    def __init__(self, url, ticket):
        key, head = base64.b64encode(os.urandom(16)).decode(), b""
        self.sock = socket.create_connection((url.hostname, url.port or 80), timeout=10)
        self.stream = self.sock.makefile("rb")
        self.sock.sendall((f"GET {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Authorization: Ticket {ticket}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Protocol: millrace.bridge.v1\r\n\r\n").encode())
        while not head.endswith(b"\r\n\r\n"): head += self.receive(1)
        proof = base64.b64encode(hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest())
        if b" 101 " not in head[:14] or proof not in head: raise ConnectionError(head[:40])
    def receive(self, size):
        if len(data := self.stream.read(size)) < size: raise ConnectionError("cut off")
        return data
    def send(self, payload, opcode=1):
        mask, size = os.urandom(4), len(payload)
        head = struct.pack("!BB", 128 | opcode, 128 | size) if size < 126 else struct.pack("!BBH", 128 | opcode, 254, size)
        self.sock.sendall(head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload)))
    def texts(self):
        text = b""
        while True:
            first, size = self.receive(2)
            if size > 125: size = int.from_bytes(self.receive(2 if size == 126 else 8), "big")
            payload, opcode = self.receive(size), first & 15
            if opcode == 8: raise SystemExit(1) if payload[:2] == struct.pack("!H", 4403) else ConnectionError("closed")
            if opcode == 9: self.send(payload, 10)
            if opcode < 2: text += payload
            if opcode < 2 and first & 128: yield text; text = b""

def take(said, known, wire):
    kind, at = said["kind"], {"epoch": said.get("epoch"), "offset": said.get("offset", said.get("to"))}
    if kind == "welcome": wire.sock.settimeout(said["pingEveryMs"] * 2 / 1000 + 1)
    elif kind == "ping": wire.send(b'{"kind":"pong"}')
    elif kind == "error": print(said["code"], file=sys.stderr)
    elif kind == "snapshot": known.update(at=at, state=said["data"])
    elif kind in ("skipped", "reset") or kind == "subscribed" and not said["recovered"]:
        known["kept"] = said.get("state", known["kept"])  # what is kept has no position before its snapshot
        known["at"] = None if known["kept"] in ("keyed", "latest") else at
    elif kind == "event" and known["at"] and known["at"]["epoch"] == at["epoch"] and known["at"]["offset"] < at["offset"]:
        known["at"] = at
        if known["kept"] != "keyed": known["state"] = said["data"]
        elif "removed" in said: known["state"].pop(said["key"], None)
        else: known["state"][said["key"]] = said["data"]
    if kind in ("snapshot", "event"): print(json.dumps(known["state"]), flush=True)

url, topic, known, failures = urllib.parse.urlsplit(sys.argv[1]), sys.argv[2], {"at": None, "state": None, "kept": "none"}, 0
while True:
    began = time.monotonic()
    try:
        wire = Wire(url, urllib.request.urlopen(sys.argv[3], timeout=10).read().decode())
        since = {"since": known["at"]} if known["at"] else {}
        wire.send(json.dumps({"kind": "subscribe", "topic": topic, **since}).encode())
        for said in map(json.loads, wire.texts()):
            for message in said if isinstance(said, list) else [said]: take(message, known, wire)
    except OSError as error: print(error, file=sys.stderr)
    failures = 0 if time.monotonic() - began > 10 else failures + 1
    time.sleep(random.random() * min(30, 2 ** failures))  # full jitter: who was cut off together comes back apart

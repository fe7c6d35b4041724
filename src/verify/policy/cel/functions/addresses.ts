import { EvaluationFault } from "../fault.ts";
import * as t from "../type.ts";
import { anOpaque, aString, binary, unary, type Functions, type Overload } from "../overload.ts";
import type { Opaque } from "../value.ts";
import {
  contains,
  formatAddress,
  formatNetwork,
  masked,
  parseAddress,
  parseNetwork,
  width,
  type Address,
  type Network,
} from "./address-value.ts";

const [ipName, cidrName] = ["net.IP", "net.CIDR"];
const [ipType, cidrType] = [t.opaque(ipName), t.opaque(cidrName)];
const anIp = anOpaque(ipName, readAddress);
const aCidr = anOpaque(cidrName, readNetwork);

/** Addresses and networks. `string` and `ip` are further signatures of names that exist without this library. */
export const addresses: Functions = {
  ip: [
    unary("global", aString, ipType, (text) => boxAddress(address(text))),
    unary("member", aCidr, ipType, (network) => boxAddress(network.address)),
  ],
  isIP: [unary("global", aString, t.bool, (text) => parseAddress(text) !== undefined)],
  "ip.isCanonical": [unary("global", aString, t.bool, (text) => formatAddress(address(text)) === text)],
  family: [unary("member", anIp, t.int, ({ family }) => BigInt(family))],
  isUnspecified: [test(({ bits }) => bits === 0n)],
  isLoopback: [test(isLoopback)],
  isLinkLocalMulticast: [test(isLinkLocalMulticast)],
  isLinkLocalUnicast: [test(isLinkLocalUnicast)],
  isGlobalUnicast: [test((ip) => !isBroadcast(ip) && ip.bits !== 0n && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip))],
  string: [unary("global", anIp, t.string, formatAddress), unary("global", aCidr, t.string, formatNetwork)],
  cidr: [unary("global", aString, cidrType, (text) => boxNetwork(network(text)))],
  isCIDR: [unary("global", aString, t.bool, (text) => parseNetwork(text) !== undefined)],
  containsIP: [
    binary("member", aCidr, aString, t.bool, (outer, text) => contains(outer, address(text))),
    binary("member", aCidr, anIp, t.bool, contains),
  ],
  containsCIDR: [
    binary("member", aCidr, aString, t.bool, (outer, text) => containsNetwork(outer, network(text))),
    binary("member", aCidr, aCidr, t.bool, containsNetwork),
  ],
  prefixLength: [unary("member", aCidr, t.int, ({ prefix }) => BigInt(prefix))],
  masked: [unary("member", aCidr, cidrType, (given) => boxNetwork(masked(given)))],
};

function test(holds: (address: Address) => boolean): Overload {
  return unary("member", anIp, t.bool, holds);
}

function isLoopback({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 24n === 127n : bits === 1n;
}

function isMulticast({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 28n === 0xen : bits >> 120n === 0xffn;
}

function isLinkLocalMulticast({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 8n === 0xe00000n : ((bits >> 112n) & 0xff0fn) === 0xff02n;
}

function isLinkLocalUnicast({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 16n === 0xa9fen : bits >> 118n === 0x3fan;
}

function isBroadcast({ family, bits }: Address): boolean {
  return family === 4 && bits === 0xffffffffn;
}

function containsNetwork(outer: Network, inner: Network): boolean {
  return outer.prefix <= inner.prefix && contains(outer, inner.address);
}

function address(text: string): Address {
  const value = parseAddress(text);
  if (value === undefined) throw new EvaluationFault(`"${text}" is no IP address`);
  return value;
}

function network(text: string): Network {
  const value = parseNetwork(text);
  if (value === undefined) throw new EvaluationFault(`"${text}" is no network in CIDR notation`);
  return value;
}

function readAddress(data: object): Address | undefined {
  return "bits" in data && typeof data.bits === "bigint" && "family" in data && (data.family === 4 || data.family === 6)
    ? { family: data.family, bits: data.bits }
    : undefined;
}

function readNetwork(data: object): Network | undefined {
  if (
    !("prefix" in data && typeof data.prefix === "number" && "address" in data && typeof data.address === "object" && data.address !== null)
  )
    return undefined;
  const given = readAddress(data.address);
  return given === undefined ? undefined : { address: given, prefix: data.prefix };
}

function boxAddress(value: Address): Opaque {
  const equals = ({ data }: Opaque) => {
    const other = readAddress(data);
    return other !== undefined && other.bits === value.bits && width(other) === width(value);
  };
  return { kind: "opaque", type: ipName, data: value, equals };
}

function boxNetwork(value: Network): Opaque {
  const equals = ({ data }: Opaque) => {
    const other = readNetwork(data);
    return other !== undefined && formatNetwork(other) === formatNetwork(value);
  };
  return { kind: "opaque", type: cidrName, data: value, equals };
}

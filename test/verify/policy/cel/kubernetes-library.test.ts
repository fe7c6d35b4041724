import { describe, expect, test } from "vitest";
import { EvaluationFault } from "../../../../src/verify/policy/cel/fault.ts";
import { evaluateText } from "./evaluate-text.ts";

/** Expressions that hold, by the library they show. */
const holds: Readonly<Record<string, readonly string[]>> = {
  quantity: [
    "isQuantity('1.3G') && isQuantity('1.3Gi') && isQuantity('10000k') && isQuantity('.5') && isQuantity('1.') && isQuantity('-1e3') && isQuantity('1E2')",
    "!isQuantity('1,3G') && !isQuantity('200K') && !isQuantity('Three') && !isQuantity('Mi') && !isQuantity('') && !isQuantity('1 G') && !isQuantity('.')",
    "quantity('50000000G').isInteger() && quantity('50k').isInteger() && !quantity('9999999999999999999999999999999999999G').isInteger()",
    "!quantity('1.5').isInteger() && !quantity('1000m').isInteger()",
    "quantity('50k').asInteger() == 50000 && quantity('2Mi').asInteger() == 2097152",
    "quantity('50k').sub(20000).asApproximateFloat() == 30000.0",
    "sign(quantity('-3')) == -1 && sign(quantity('0')) == 0 && sign(quantity('3')) == 1",
    "quantity('50k').add(quantity('20k')) == quantity('70k') && quantity('50k').add(20) == quantity('50020')",
    "quantity('50k').add(20).sub(quantity('100k')).sub(-50000) == quantity('20')",
    "quantity('200M').compareTo(quantity('0.2G')) == 0 && quantity('50M').compareTo(quantity('50Mi')) == -1 && quantity('50Mi').compareTo(quantity('50M')) == 1",
    "quantity('150Mi').isGreaterThan(quantity('100Mi')) && quantity('50M').isLessThan(quantity('100M'))",
    "quantity('0.9n') == quantity('1n') && quantity('-0.1n') == quantity('-1n')",
    "quantity('8Ei') == quantity('9223372036854775807')",
  ],
  addresses: [
    "isIP('127.0.0.1') && isIP('::1') && isIP('2001:db8::1:2') && isIP('::') && isIP('1::') && isIP('64:ff9b::192.0.2.1')",
    "!isIP('127.0.0.256') && !isIP(':::1') && !isIP('01.2.3.4') && !isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0') && !isIP('1.2.3') && !isIP('') && !isIP('1:2:3:4:5:6:7:8:9') && !isIP('1::2::3') && !isIP('12345::')",
    "ip.isCanonical('127.0.0.1') && ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD') && !ip.isCanonical('2001:db8::0:0:0:abcd')",
    "string(ip('1:0:0:2:0:0:0:3')) == '1:0:0:2::3' && string(ip('0:0:0:0:0:0:0:0')) == '::' && string(ip('1:2:3:4:5:6:0:8')) == '1:2:3:4:5:6:0:8' && string(ip('0:0:1:2:3:4:5:6')) == '::1:2:3:4:5:6'",
    "ip('127.0.0.1').family() == 4 && ip('::1').family() == 6 && ip('::1') == ip('0:0:0:0:0:0:0:1') && ip('1.2.3.4') != ip('1.2.3.5')",
    "ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('::1').isUnspecified()",
    "ip('127.9.0.1').isLoopback() && ip('::1').isLoopback() && !ip('192.168.0.1').isLoopback()",
    "ip('224.0.0.1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast() && !ip('fd00::1').isLinkLocalMulticast()",
    "ip('169.254.169.254').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && !ip('fd80::1').isLinkLocalUnicast() && !ip('192.168.0.1').isLinkLocalUnicast()",
    "ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast() && !ip('ff00::1').isGlobalUnicast() && !ip('0.0.0.0').isGlobalUnicast()",
    "isCIDR('192.168.0.0/16') && isCIDR('::1/128') && !isCIDR('192.168.0.0/33') && !isCIDR('::1/129') && !isCIDR('192.168.0.0') && !isCIDR('192.168.0.0/08')",
    "cidr('192.168.0.0/24').containsIP(ip('192.168.0.1')) && !cidr('192.168.0.0/24').containsIP('192.168.1.1') && !cidr('::/0').containsIP('1.2.3.4')",
    "cidr('192.168.0.0/16').containsCIDR(cidr('192.168.10.0/24')) && !cidr('192.168.1.0/24').containsCIDR('192.168.2.0/24') && !cidr('10.0.0.0/16').containsCIDR('10.0.0.0/8')",
    "cidr('192.168.0.1/24').ip() == ip('192.168.0.1') && cidr('192.168.0.1/24').prefixLength() == 24",
    "cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('192.168.0.1/24') != cidr('192.168.0.1/24').masked() && string(cidr('::1/128')) == '::1/128'",
    "type(ip('::1')) == net.IP && type(cidr('::/0')) == net.CIDR",
  ],
  urls: [
    "isURL('https://user:pass@example.com:80/path?query=val#fragment') && isURL('/absolute-path') && isURL('mailto:a@b') && isURL('http://[::1]:80/')",
    "!isURL('https://a:b:c/') && !isURL('../relative-path') && !isURL('') && !isURL('example.com/x') && !isURL('http://a b/') && !isURL('http://%zz/') && !isURL('/%zz') && !isURL(':foo') && !isURL('http://[::1/')",
    "url('/path').getScheme() == '' && url('HTTPS://example.com/').getScheme() == 'https'",
    "url('https://example.com:80/').getHost() == 'example.com:80' && url('https://[::1]:80/').getHost() == '[::1]:80' && url('/path').getHost() == ''",
    "url('https://example.com:80/').getHostname() == 'example.com' && url('https://[::1]:80/').getHostname() == '::1' && url('https://127.0.0.1:80/').getHostname() == '127.0.0.1'",
    "url('https://example.com:80/').getPort() == '80' && url('https://example.com/').getPort() == '' && url('https://[::1]/').getPort() == ''",
    "url('https://example.com/path').getEscapedPath() == '/path' && url('https://example.com/path with spaces/').getEscapedPath() == '/path%20with%20spaces/' && url('https://example.com').getEscapedPath() == ''",
    "url('https://example.com/path?k1=a&k2=b&k2=c').getQuery() == {'k1': ['a'], 'k2': ['b', 'c']}",
    "url('https://example.com/path?key with spaces=value+with%20spaces').getQuery() == {'key with spaces': ['value with spaces']}",
    "url('https://example.com/path?').getQuery() == {} && url('https://example.com/path').getQuery() == {}",
    "url('/a') == url('/a') && url('/a') != url('/b')",
  ],
  regex: [
    "'abc 123'.find('[0-9]+') == '123' && 'abc 123'.find('xyz') == ''",
    "'123 abc 456'.findAll('[0-9]+') == ['123', '456'] && '123 abc 456'.findAll('[0-9]+', 1) == ['123'] && '123'.findAll('[0-9]', 0) == [] && 'abc'.findAll('xyz') == []",
    "'ab'.findAll('x*') == ['', '', ''] && 'aab'.findAll('a*') == ['aa', '']",
    "'Hello'.matches('(?i)^hello$') && 'a\\nb'.matches('(?s)a.b') && !'a\\nb'.matches('a.b') && 'a\\nb'.matches('(?m)^b$')",
    "!'é'.matches('^\\\\w$') && 'é'.matches('^\\\\pL$') && 'Ω'.matches('^\\\\p{Greek}$') && !'a'.matches('\\\\P{L}')",
    "'foobar'.find('foo|foobar') == 'foo' && 'aaa'.find('a+?') == 'a' && 'aaa'.find('(?U)a+') == 'a'",
    "'a.b'.matches('a\\\\.b') && 'a+b'.matches('a\\\\Q+\\\\Eb') && 'x{,2}'.matches('^x{,2}$') && '\\t'.matches('[[:blank:]]')",
    "'😀'.matches('^.$') && 'a😀b'.find('[^a-z]') == '😀'",
  ],
  lists: [
    "[1, 2, 3].isSorted() && ['a', 'b', 'b', 'c'].isSorted() && ![2.0, 1.0].isSorted() && [1].isSorted() && [duration('1s'), duration('1m')].isSorted()",
    "[1, 3].sum() == 4 && [1.0, 3.0].sum() == 4.0 && [duration('1m'), duration('1s')].sum() == duration('1m1s') && [1u, 2u].sum() == 3u",
    "[1, 3].min() == 1 && [1, 3].max() == 3 && ['b', 'a'].min() == 'a'",
    "[1, 2, 2, 3].indexOf(2) == 1 && ['a', 'b', 'b', 'c'].lastIndexOf('b') == 2 && [1.0].indexOf(1.1) == -1",
    "[1, 2, 3, 4].slice(1, 3) == [2, 3] && [1, 2].slice(2, 2) == []",
    "[[1], [2, 3], []].flatten() == [1, 2, 3] && dyn([[1, 2], [3]]).flatten(1) == [1, 2, 3]",
    "[1, 2, 2, 3, 3, 3].distinct() == [1, 2, 3] && ['b', 'b', 'c', 'a', 'c'].distinct() == ['b', 'c', 'a']",
    "[3, 2, 1].sort() == [1, 2, 3] && ['b', 'c', 'a'].sort() == ['a', 'b', 'c'] && ['aaa', 'b', 'cc'].sortBy(s, s.size()) == ['b', 'cc', 'aaa']",
    "lists.range(3) == [0, 1, 2] && lists.range(0) == [] && lists.range(-1) == [] && [1, 2].reverse() == [2, 1]",
    "[1, 2, 3].includes(2) && !'model'.includes('mod') && 'model'.includes('model')",
    "dyn([1.5, 2.5]).sum() == 4.0 && dyn(['b', 'a']).max() == 'b'",
  ],
  sets: [
    "sets.contains([], []) && !sets.contains([], [1]) && sets.contains([1, 2, 3, 4], [2, 3])",
    "sets.equivalent([1], [1, 1]) && sets.equivalent([1, 2], [2, 1]) && !sets.equivalent([1], [1, 2])",
    "!sets.intersects([1], []) && sets.intersects([1], [1, 2]) && sets.intersects([[1], [2, 3]], [[1, 2], [2, 3]])",
  ],
  semver: [
    "isSemver('1.0.0') && isSemver('0.1.0-alpha.1+build.5') && !isSemver('hello') && !isSemver('v1.0') && !isSemver('1.0') && !isSemver('01.0.0') && !isSemver('1.0.0-01')",
    "isSemver('v1.0', true) && semver('v1.0.0', true) == semver('1.0.0') && semver('1', true) == semver('1.0.0') && semver('01.01.01', true) == semver('1.1.1')",
    "semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3').patch() == 3",
    "semver('1.2.3').compareTo(semver('1.2.3')) == 0 && semver('1.2.3').compareTo(semver('2.0.0')) == -1 && semver('1.2.3').isGreaterThan(semver('0.1.2'))",
    "semver('1.0.0-alpha').isLessThan(semver('1.0.0')) && semver('1.0.0-alpha.1').isLessThan(semver('1.0.0-alpha.beta')) && semver('1.0.0-alpha').isLessThan(semver('1.0.0-alpha.1')) && semver('1.0.0-2').isLessThan(semver('1.0.0-11'))",
    "semver('1.0.0+a') == semver('1.0.0+b')",
  ],
  "named formats": [
    "!format.dns1123Label().validate('my-label').hasValue() && format.dns1123Label().validate('My-label').hasValue() && format.dns1123Label().validate('a'.replace('a', 'aaaaaaaaaaaaaaaa').replace('a', 'aaaa')).hasValue()",
    "!format.dns1123Subdomain().validate('a.b-c.d').hasValue() && format.dns1123Subdomain().validate('a..b').hasValue()",
    "!format.dns1035Label().validate('a1').hasValue() && format.dns1035Label().validate('1a').hasValue()",
    "!format.qualifiedName().validate('example.com/a_b').hasValue() && !format.qualifiedName().validate('A.b').hasValue() && format.qualifiedName().validate('a/b/c').hasValue() && format.qualifiedName().validate('-a').hasValue()",
    "!format.dns1123LabelPrefix().validate('my-').hasValue() && format.dns1123LabelPrefix().validate('-my').hasValue() && !format.dns1035LabelPrefix().validate('a-').hasValue() && !format.dns1123SubdomainPrefix().validate('a.b-').hasValue()",
    "!format.labelValue().validate('').hasValue() && !format.labelValue().validate('A_b.c').hasValue() && format.labelValue().validate('a b').hasValue()",
    "!format.uri().validate('https://example.com').hasValue() && format.uri().validate('example').hasValue()",
    "!format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue() && format.uuid().validate('123').hasValue()",
    "!format.byte().validate('aGVsbG8=').hasValue() && format.byte().validate('aGVsbG8').hasValue()",
    "!format.date().validate('2026-02-28').hasValue() && format.date().validate('2026-02-29').hasValue()",
    "!format.datetime().validate('2026-11-20T09:00:00Z').hasValue() && format.datetime().validate('2026-11-20').hasValue()",
    "format.named('uuid').hasValue() && !format.named('toString').hasValue() && format.named('uuid').value() == format.uuid()",
    "format.dns1123Label().validate('A').value().size() == 1",
  ],
  optionals: [
    "optional.of(1).hasValue() && !optional.none().hasValue() && optional.ofNonZeroValue('') == optional.none() && optional.of(1).value() == 1",
    "o.?a.?b.orValue('x') == 'x' && o.?name.orValue('x') == 'n' && o[?'name'].orValue('x') == 'n' && o.list[?5].orValue(0) == 0",
    "o.?a.or(o.?name).value() == 'n' && o.?a.or(o.?name) == optional.of('n')",
    "o.?name.optMap(n, n + '!').orValue('') == 'n!' && !o.?a.optMap(n, n + '!').hasValue()",
    "o.?name.optFlatMap(n, o[?n]).orValue('none') == 'none'",
    "o.?name.orValue(o.absent) == 'n'",
  ],
  "two variables": [
    "[1, 2, 3].all(i, v, i < v) && {'a': 1}.exists(k, v, k == 'a' && v == 1) && [1, 1].existsOne(i, v, i == 0)",
    "[1, 2, 3].transformList(i, v, i * v) == [0, 2, 6] && [1, 2, 3].transformList(i, v, i > 0, v) == [2, 3]",
    "[4, 5].transformMap(i, v, v + i) == {0: 4, 1: 6} && {'a': 1, 'b': 2}.transformMap(k, v, v > 1, k) == {'b': 'b'}",
    "{'greeting': 'hello'}.transformMapEntry(k, v, {v: k}) == {'hello': 'greeting'}",
  ],
  format: [
    "'%s %s %s %s'.format([1, 1.5, true, null]) == '1 1.5 true null'",
    "'%.2f %f %.0f'.format([1234567.891, 0.5, 2.5]) == '1,234,567.89 0.500000 2'",
    "'%e'.format([2.71828]) == '2.718280\\u202f×\\u202f10⁰⁰' && '%.1e'.format([0.00012]) == '1.2\\u202f×\\u202f10⁻⁰⁴'",
    "'%x %X %x'.format([26, 26, 'hi']) == '1a 1A 6869' && '%o'.format([8]) == '10' && '%b %b'.format([5, true]) == '101 1' && '%x'.format([-26]) == '-1a'",
    "'%s'.format([[1, 'a', 2.5, null, duration('1h')]]) == '[1, \"a\", 2.500000, null, duration(\"3600s\")]'",
    "'%s'.format([{'b': 1, 'a': 'x'}]) == '{\"a\":\"x\", \"b\":1}'",
    "'%s'.format([timestamp('2026-11-20T09:00:00Z')]) == '2026-11-20T09:00:00Z' && '%s'.format([duration('1h45m47s')]) == '6347s' && '%s'.format([type(1)]) == 'int'",
    "'%d%%'.format([5]) == '5%'",
  ],
};

describe.each(Object.entries(holds))("%s", (_, expressions) => {
  test.each(expressions)("%s", (text) => {
    expect(evaluateText(text, { o: { name: "n", list: [1] } })).toBe(true);
  });
});

describe("What fails", () => {
  test.each([
    "quantity('200K')",
    "quantity('1.5').asInteger()",
    "ip('127.0.0.256')",
    "cidr('192.168.0.0/33')",
    "ip.isCanonical('x')",
    "url('../relative-path')",
    "semver('200K')",
    "[].min()",
    "[1, 2].slice(1, 3)",
    "[1, 2].slice(2, 1)",
    "[[1]].flatten(-1)",
    "optional.none().value()",
    "'tacocat'.charAt(9)",
    "'a'.find(o.pattern)",
    "'%d'.format(o.texts)",
    "{'a': 1, 'b': 1}.transformMapEntry(k, v, {v: k})",
    "o.texts.sum()",
    "timestamp(o.pattern)",
  ])("%s", (text) => {
    expect(() => evaluateText(text, { o: { pattern: "(", texts: ["a"] } })).toThrow(EvaluationFault);
  });
});

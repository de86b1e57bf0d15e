package dev.gatehouse.server.config;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of networks: CIDRs (RFC 4632, RFC 4291 section 2.3) or single addresses, separated by commas. */
final class Networks {

    private static final int MOST = 200;
    static final String ALLOWED = "at most " + MOST
            + " IPv4 or IPv6 networks or addresses, separated by commas, such as 10.0.0.0/8,fd00::/8,192.0.2.7;"
            + " no bits set behind the prefix";

    // A zone, or anything that would have to be looked up as a name, is not a network.
    private static final Pattern SHAPE = Pattern.compile("(?<address>[0-9A-Fa-f:.]+)(?:/(?<prefix>[0-9]{1,3}))?");

    private Networks() {}

    /** The rule of every network in the list, or empty if one of them is wrong. */
    static Optional<List<IpSubnetFilterRule>> parse(String text) {
        String[] items = text.split(",", -1);
        List<IpSubnetFilterRule> rules = new ArrayList<>();
        for (String item : items) {
            network(item.strip()).ifPresent(rules::add);
        }
        return Optional.of(rules).filter(all -> all.size() == items.length && items.length <= MOST);
    }

    private static Optional<IpSubnetFilterRule> network(String item) {
        Matcher matcher = SHAPE.matcher(item);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(matcher.group("address"));
        if (address == null) {
            return Optional.empty();
        }
        int bits = address.getAddress().length * Byte.SIZE;
        String digits = matcher.group("prefix");
        int prefix = digits == null ? bits : Integer.parseInt(digits);
        if (prefix > bits || hasBitsBehind(address, bits - prefix)) {
            return Optional.empty();
        }
        return Optional.of(new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT));
    }

    private static boolean hasBitsBehind(InetAddress address, int hostBits) {
        BigInteger hostMask = BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE);
        return new BigInteger(1, address.getAddress()).and(hostMask).signum() != 0;
    }
}

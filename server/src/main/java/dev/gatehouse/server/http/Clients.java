package dev.gatehouse.server.http;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.session.Client;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Tells where a request came from. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it: from the
 * right, the first address that is no trusted proxy's is the client's; everything left of it is hearsay.
 */
@Singleton
public final class Clients {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trustedProxies;

    Clients(Configuration configuration) {
        this.trustedProxies = configuration.trustedProxies();
    }

    /** The client that sent a request. */
    public Client of(HttpRequest<?> request) {
        String userAgent = request.getHeaders().get(HttpHeaders.USER_AGENT);
        return Client.of(address(request).getHostAddress(), userAgent == null ? "" : userAgent);
    }

    /** Whether whoever sent a request is a proxy whose {@code X-Forwarded-*} headers count. */
    public boolean isFromTrustedProxy(HttpRequest<?> request) {
        return isTrusted(request.getRemoteAddress().getAddress());
    }

    private InetAddress address(HttpRequest<?> request) {
        InetAddress address = request.getRemoteAddress().getAddress();
        List<String> headers = request.getHeaders().getAll(FORWARDED_FOR);
        return headers.isEmpty() ? address : forwarded(headers, address);
    }

    private InetAddress forwarded(List<String> headers, InetAddress sender) {
        InetAddress address = sender;
        List<String> forwarded = headers.stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        for (String hop : forwarded.reversed()) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(hop);
            if (bytes == null || !isTrusted(address)) {
                return address;
            }
            address = ofBytes(bytes);
        }
        return address;
    }

    private boolean isTrusted(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return trustedProxies.stream().anyMatch(rule -> rule.matches(socket));
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four or sixteen bytes are an address", e);
        }
    }
}

package dev.gatehouse.session.valkey;

/**
 * Where a server listens.
 *
 * @param host a name or an address; one of IPv6 without brackets
 * @param port 1 to 65535
 */
record Endpoint(String host, int port) {

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}

package dev.gatehouse.session.valkey;

import java.util.List;

/** What browsers say about themselves. */
final class UserAgents {

    /** 111 characters. */
    static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36";

    /** 111 characters that no usual browser says. */
    static final String UNUSUAL =
            "AcmeInventoryScanner/7.31.4-build.20260211 (warehouse terminal; model HX-2200; firmware"
                    + " 11.4.2; region eu-north)";

    static final String SHORT = "curl/8.5.0";

    static final List<String> USUAL = List.of(
            CHROME,
            CHROME + " Edg/126.0.0.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile"
                    + " Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1"
                    + " Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.1.1 Mobile/15E148 Safari/604.1");

    private UserAgents() {}
}

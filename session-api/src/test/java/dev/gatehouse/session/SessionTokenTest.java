package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionTokenTest {

    private static final Pattern SHAPE = Pattern.compile("gts_[0-9A-Za-z]{52}");
    private static final SubjectId SUBJECT = new SubjectId("alice");

    private final SecureRandom random = new SecureRandom();

    @Test
    void mint_manyTokens_areAllDifferentAndOfOneShape() {
        int count = 100_000;
        Set<String> secrets = new HashSet<>();
        Set<SessionId> ids = new HashSet<>();
        for (int minted = 0; minted < count; minted++) {
            SessionToken token = SessionToken.mint(SUBJECT, random);
            assertThat(SHAPE.matcher(token.reveal()).matches()).isTrue();
            secrets.add(token.reveal());
            ids.add(token.id());
        }

        assertThat(secrets).hasSize(count);
        assertThat(ids).hasSize(count);
    }

    @Test
    void parse_minted_isTheSameToken() {
        for (int round = 0; round < 1_000; round++) {
            SessionToken token = SessionToken.mint(new SubjectId("user-" + round), random);

            assertThat(SessionToken.parse(token.reveal())).hasValueSatisfying(parsed -> {
                assertThat(parsed).isEqualTo(token).hasSameHashCodeAs(token);
                assertThat(parsed.id()).isEqualTo(token.id());
                assertThat(parsed.reveal()).isEqualTo(token.reveal());
            });
        }
    }

    @Test
    void parse_anyOneCharacterReplaced_isEmpty() {
        for (int round = 0; round < 5; round++) {
            String secret = SessionToken.mint(SUBJECT, random).reveal();
            for (int position = 0; position < secret.length(); position++) {
                for (char other = 0; other < 0x180; other++) {
                    if (other != secret.charAt(position)) {
                        String changed = secret.substring(0, position) + other + secret.substring(position + 1);
                        assertThat(SessionToken.parse(changed)).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void parse_neighboursSwapped_isEmpty() {
        String secret = SessionToken.mint(SUBJECT, random).reveal();
        for (int position = 0; position + 1 < secret.length(); position++) {
            char first = secret.charAt(position);
            char second = secret.charAt(position + 1);
            if (first != second) {
                String swapped = secret.substring(0, position) + second + first + secret.substring(position + 2);
                assertThat(SessionToken.parse(swapped)).isEmpty();
            }
        }
    }

    @Test
    void parse_anyCut_isEmpty() {
        String secret = SessionToken.mint(SUBJECT, random).reveal();
        for (int length = 0; length < secret.length(); length++) {
            assertThat(SessionToken.parse(secret.substring(0, length))).isEmpty();
        }
    }

    @Test
    void parse_withMoreAroundIt_isEmpty() {
        String secret = SessionToken.mint(SUBJECT, random).reveal();

        assertThat(SessionToken.parse(" " + secret)).isEmpty();
        assertThat(SessionToken.parse(secret + "\n")).isEmpty();
        assertThat(SessionToken.parse(secret + secret)).isEmpty();
        assertThat(SessionToken.parse(secret.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gts_", "gtk_0000000000000000000000000000000000000000000000000000", "世界"})
    void parse_whatIsNoToken_isEmpty(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
    }

    @Test
    void id_beginsWithTheSubjectsPartition_andDoesNotShowTheToken() {
        SessionToken token = SessionToken.mint(SUBJECT, random);

        assertThat(token.id().partition()).isEqualTo(SUBJECT.partition());
        assertThat(token.reveal()).doesNotContain(token.id().value().substring(SessionId.PARTITION_LENGTH));
    }

    @Test
    void id_ofAKnownToken_neverChanges() {
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {}
        };
        SessionToken token = SessionToken.mint(SUBJECT, zeros);

        assertThat(token.reveal()).isEqualTo("gts_PO500000000000000000000000000000000000000000004JObSZ");
        assertThat(token.id().value()).isEqualTo("PO57C0lSuT1HMz0GGiIVIlScf");
    }

    @Test
    void toString_isRedacted() {
        SessionToken token = SessionToken.mint(SUBJECT, random);

        assertThat(token).hasToString("SessionToken[redacted]");
        assertThat("" + token).doesNotContain(token.reveal().substring(4, 12));
    }

    @Test
    void equals_anotherToken_isFalse() {
        SessionToken token = SessionToken.mint(SUBJECT, random);

        assertThat(token).isNotEqualTo(SessionToken.mint(SUBJECT, random)).isNotEqualTo(token.reveal());
    }
}

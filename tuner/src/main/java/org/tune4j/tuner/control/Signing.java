package org.tune4j.tuner.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.tune4j.tuner.grid.Secret;

/**
 * Signs requests and responses with a secret. Each kind has its own purpose, so that no signature
 * made here is good for anything else that the same secret protects. Thread-safe.
 *
 * @param secret what client and server share
 */
record Signing(Secret secret) {
  /** How far a request's time may lie from the server's clock. */
  static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String REQUEST = "tune4j control request 1";
  private static final String RESPONSE = "tune4j control response 1";

  /** The signature of a request, in hexadecimal digits. */
  String of(RequestLine line) {
    return sign(
        REQUEST,
        line.method(),
        line.target(),
        line.to(),
        line.time(),
        line.nonce(),
        line.bodySha256());
  }

  /** The signature of the response to the request with that nonce, in hexadecimal digits. */
  String of(int status, String nonce, byte[] body) {
    return sign(RESPONSE, String.valueOf(status), nonce, sha256(body));
  }

  /** Whether two signatures are equal, in a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** That many random bytes, in hexadecimal digits. */
  static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HEX.formatHex(random);
  }

  private String sign(String purpose, String... parts) {
    byte[][] bytes =
        Arrays.stream(parts)
            .map(part -> part.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return HEX.formatHex(secret.sign(purpose, bytes));
  }
}

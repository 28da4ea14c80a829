package org.tune4j.runner;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody guesses. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** So many bytes of chance in hexadecimal digits. */
  static String hex(int bytes) {
    byte[] secret = new byte[bytes];
    RANDOM.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}

package org.tune4j.tuner.grid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What all members of a grid and its clients know and nobody else does. It never travels: each side
 * proves that it knows it. Immutable; its text is never shown.
 */
public final class Secret {
  /** Where it is looked for when no file is named. */
  public static final String VARIABLE = "TUNE_SECRET";

  /** Fewer characters could be guessed by trying. */
  public static final int SHORTEST = 16;

  /** Bytes of {@link #sign}. */
  public static final int SIGNATURE = 32;

  private static final int LONGEST = 4096;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A secret that somebody chose; space around it does not count.
   *
   * @param text at least {@value #SHORTEST} characters
   * @param origin where it was found, for the message
   * @throws InvalidInputException when it is too short or too long
   */
  public static Secret of(String text, String origin) {
    String trimmed = text.strip();
    if (trimmed.length() < SHORTEST || trimmed.length() > LONGEST) {
      throw invalid(
          origin
              + ": the secret must have "
              + SHORTEST
              + " to "
              + LONGEST
              + " characters (it has "
              + trimmed.length()
              + ")",
          "make one with `head -c 24 /dev/urandom | base64`");
    }
    return new Secret(trimmed.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret that nobody else knows. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes); // a secret; no part of any result
    return new Secret(bytes);
  }

  /**
   * The secret of a member or client: that of the file when one is named, else that of the
   * environment.
   *
   * @param file {@code --secret-file}
   * @param environment the process's variables
   * @return {@code null} when there is none
   * @throws InvalidInputException when the file cannot be read, others may read it, or the secret
   *     is too short
   */
  public static @Nullable Secret find(@Nullable Path file, Map<String, String> environment) {
    if (file != null) {
      return read(file);
    }
    String text = environment.get(VARIABLE);
    return text == null || text.isBlank() ? null : of(text, VARIABLE);
  }

  private static Secret read(Path file) {
    String origin = "--secret-file " + file;
    try {
      if (Files.isDirectory(file)) {
        throw invalid(origin + ": is a folder", null);
      }
      refuseUnlessPrivate(file, origin);
      try (InputStream in = Files.newInputStream(file)) {
        return of(new String(in.readNBytes(4 * LONGEST + 1), StandardCharsets.UTF_8), origin);
      }
    } catch (NoSuchFileException e) {
      throw invalid(origin + ": there is no such file", null);
    } catch (IOException e) {
      throw invalid(origin + ": cannot be read (" + e.getMessage() + ")", null);
    }
  }

  private static void refuseUnlessPrivate(Path file, String origin) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
      throw invalid(
          origin + ": others than its owner may read or change it", "run `chmod 600 " + file + "`");
    }
  }

  /**
   * Proves knowledge of the secret: HMAC-SHA256 (RFC 2104) over the purpose and the parts, each
   * preceded by its length, so that no two lists of parts give the same bytes.
   *
   * @param purpose what is being proved; a proof for one purpose is none for another
   * @return {@value #SIGNATURE} bytes; compare them with {@link
   *     java.security.MessageDigest#isEqual}
   */
  public byte[] sign(String purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      add(mac, purpose.getBytes(StandardCharsets.UTF_8));
      for (byte[] part : parts) {
        add(mac, part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  private static void add(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    mac.update(part);
  }

  private static InvalidInputException invalid(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem(message, null, maybe));
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}

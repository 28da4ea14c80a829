package org.tune4j.results;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;

/**
 * The first words of an H2 client: two versions and the database, which is the secret here. A
 * client that cancels another's query names no database but the other's session, which is a secret
 * as well. Texts are a length and as many UTF-16 characters.
 */
final class Opening {
  private static final int NO_TEXT = -1;
  private static final int LONGEST_SESSION = 64;
  private static final int CANCEL = 13; // SessionRemote.SESSION_CANCEL_STATEMENT

  private final Socket socket;
  private final long deadline;
  private final ByteBuffer said = ByteBuffer.allocate(1024);

  private Opening(Socket socket, Duration limit) {
    this.socket = socket;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** A text as H2 sends it, without its length. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  /**
   * Reads them, and no byte more.
   *
   * @return what was read
   * @throws IOException when these are not the first words of a reader who knows the secret, or
   *     they took longer than the limit
   */
  static byte[] read(Socket socket, byte[] secret, Duration limit) throws IOException {
    Opening opening = new Opening(socket, limit);
    opening.readInt(); // the versions that it speaks are H2's to judge
    opening.readInt();
    int length = opening.readInt();
    if (length == secret.length / Character.BYTES) {
      if (!MessageDigest.isEqual(opening.read(secret.length), secret)) {
        throw new IOException("the secret is wrong");
      }
    } else if (length == NO_TEXT) {
      opening.readCancel();
    } else {
      throw new IOException("no reader");
    }
    socket.setSoTimeout(0);
    return Arrays.copyOf(opening.said.array(), opening.said.position());
  }

  private void readCancel() throws IOException {
    int url = readInt();
    int session = readInt();
    if (url != NO_TEXT || session != LONGEST_SESSION) {
      throw new IOException("no reader");
    }
    read(session * Character.BYTES);
    if (readInt() != CANCEL) {
      throw new IOException("no reader");
    }
  }

  private int readInt() throws IOException {
    return ByteBuffer.wrap(read(Integer.BYTES)).getInt();
  }

  private byte[] read(int length) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[length];
    int have = 0;
    while (have < length) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) left);
      int more = in.read(bytes, have, length - have);
      if (more < 0) {
        throw new EOFException();
      }
      have += more;
    }
    said.put(bytes);
    return bytes;
  }
}

package org.tune4j.tuner.grid;

import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A {@link PartMessage} on its way: the length of its head, the head as JSON, and the bytes as they
 * are.
 */
final class PartFrame {
  private static final byte[] NOTHING = {};

  final String from;
  final PartMessage message;
  final byte[] bytes;

  /**
   * Who sent what.
   *
   * @param from the id of the member that sends it
   */
  record Head(String from, PartMessage message) {}

  private PartFrame(Head head, byte[] bytes) {
    this.from = head.from;
    this.message = head.message;
    this.bytes = bytes;
  }

  static byte[] write(String from, PartMessage message) {
    return write(from, message, NOTHING);
  }

  static byte[] write(String from, PartMessage message, byte[] bytes) {
    byte[] head = Wire.write(new Head(from, message));
    return ByteBuffer.allocate(Integer.BYTES + head.length + bytes.length)
        .putInt(head.length)
        .put(head)
        .put(bytes)
        .array();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException when that was written by somebody else
   */
  static PartFrame read(byte[] frame) {
    try {
      ByteBuffer in = ByteBuffer.wrap(frame);
      byte[] head = new byte[Math.clamp(in.getInt(), 0, frame.length)];
      in.get(head);
      byte[] bytes = new byte[in.remaining()];
      in.get(bytes);
      return new PartFrame(Wire.readPartHead(head), bytes);
    } catch (BufferUnderflowException e) {
      throw new UncheckedIOException(new java.io.EOFException("grid: half a message of a part"));
    }
  }
}

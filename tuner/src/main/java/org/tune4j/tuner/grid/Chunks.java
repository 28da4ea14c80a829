package org.tune4j.tuner.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Checkpoint;

/**
 * Checkpoints on their way through the grid: pieces of a file in a distributed map. Thread-safe.
 */
final class Chunks {
  private static final Logger LOG = LoggerFactory.getLogger(Chunks.class);
  private static final int SIZE = 512 * 1024;

  /** Longer than anybody waits; then what nobody took goes by itself. */
  private static final int KEPT_MIN = 60;

  private final IMap<String, byte[]> map;
  private final String driver;

  Chunks(HazelcastInstance hazelcast) {
    this(hazelcast.getMap(GridConfig.CHECKPOINTS), "");
  }

  private Chunks(IMap<String, byte[]> map, String driver) {
    this.map = map;
    this.driver = driver;
  }

  /** Those of one driver's trials: two databases may have trials of the same name. */
  Chunks of(String driverUid) {
    return new Chunks(map, driverUid + "/");
  }

  /** Where a member leaves a checkpoint for its driver. */
  static String up(Checkpoint checkpoint) {
    return "up/" + checkpoint.id();
  }

  /** Where a driver leaves a checkpoint for an attempt. */
  static String down(String trialId, int attempt) {
    return "down/" + trialId + "/" + attempt;
  }

  /** How many pieces a file of that size has; at least one. */
  static int count(long bytes) {
    return (int) Math.max(1, (bytes + SIZE - 1) / SIZE);
  }

  /**
   * Puts a file onto the grid and returns its checksum.
   *
   * @throws LostPieceException when the grid could not take it, which may pass
   */
  String put(String key, Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      int n = 0;
      for (byte[] piece = in.readNBytes(SIZE); piece.length > 0 || n == 0; n++) {
        digest.update(piece);
        set(driver + key + "/" + n, piece);
        piece = in.readNBytes(SIZE);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Takes a file off the grid. It is there whole and right, or not at all. */
  void take(String key, Checkpoint expected, Path into) throws IOException {
    Path part = into.resolveSibling(into.getFileName() + ".part");
    int count = count(expected.bytes());
    MessageDigest digest = sha256();
    try {
      try (FileOutputStream out = new FileOutputStream(part.toFile())) {
        for (int n = 0; n < count; n++) {
          byte[] piece = get(driver + key + "/" + n);
          if (piece == null) {
            throw new LostPieceException(
                "checkpoint " + expected.id() + ": piece " + n + " is missing");
          }
          digest.update(piece);
          out.write(piece);
        }
        out.getFD().sync(); // the database will say that it is there
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(expected.sha256())) {
        throw new IOException("checkpoint " + expected.id() + ": its checksum is wrong");
      }
      Files.move(part, into, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      remove(key, count);
    }
  }

  void remove(String key, int count) {
    for (int n = 0; n < count; n++) {
      try {
        map.delete(driver + key + "/" + n);
      } catch (RuntimeException e) { // members come and go; what is left goes in time by itself
        LOG.debug("{} stays on the grid for a while: {}", key, e.toString());
      }
    }
  }

  private void set(String key, byte[] piece) throws LostPieceException {
    try {
      map.set(key, piece, KEPT_MIN, TimeUnit.MINUTES);
    } catch (RuntimeException e) {
      throw new LostPieceException("checkpoint: " + key + " could not be handed over: " + e);
    }
  }

  private byte @Nullable [] get(String key) throws LostPieceException {
    try {
      return map.get(key);
    } catch (RuntimeException e) {
      throw new LostPieceException("checkpoint: " + key + " could not be fetched: " + e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

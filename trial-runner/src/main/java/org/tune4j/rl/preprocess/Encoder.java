package org.tune4j.rl.preprocess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Dict;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.MultiDiscrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;

/**
 * The preprocessor that loses nothing: one-hot for {@link Discrete} and each number of a {@link
 * MultiDiscrete}, as it is for {@link Box}, one after the other for the parts of a {@link Tuple} or
 * a {@link Dict}. Immutable and thread-safe.
 */
public final class Encoder implements Preprocessor {

  /**
   * Where one part of a nested space lies in an encoded point.
   *
   * @param space what the part is
   * @param offset the index of its first number
   * @param size how many numbers it takes
   * @param shape the shape of a box, [size] of anything else
   */
  public record Part(Space space, int offset, int size, List<Integer> shape) {}

  /** One piece of the way from a point to its encoding; {@code values} is 0 for a plain copy. */
  private record Piece(int from, int to, int length, int values) {}

  private final Space space;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Piece[] pieces;
  private final Part whole;

  /**
   * @param space what comes in
   */
  public Encoder(Space space) {
    this.space = space;
    List<Piece> found = new ArrayList<>();
    whole = add("", space, 0, 0, found);
    pieces = found.toArray(Piece[]::new);
  }

  /** The space of the observations that it encodes. */
  public Space space() {
    return space;
  }

  @Override
  public int size() {
    return whole.size;
  }

  @Override
  public List<Integer> shape() {
    return whole.shape;
  }

  /**
   * All parts below a {@link Tuple} or a {@link Dict}, at every depth, by their path: the names or
   * numbers (from 0) of parts, joined by dots. Unmodifiable.
   */
  public Map<String, Part> parts() {
    return Collections.unmodifiableMap(parts);
  }

  /**
   * The part of that path.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Part part(String path) {
    Part part = parts.get(path);
    if (part == null) {
      throw new IllegalArgumentException(
          "encoder: " + path + ": is no part of " + space + "\n  Maybe one of " + parts.keySet());
    }
    return part;
  }

  @Override
  public void encode(float[] point, float[] into) {
    for (Piece piece : pieces) {
      if (piece.values == 0) {
        System.arraycopy(point, piece.from, into, piece.to, piece.length);
      } else {
        float value = point[piece.from];
        if (!(value >= 0 && value < piece.values)) {
          throw notThere(piece, value);
        }
        for (int i = 0; i < piece.length; i++) {
          into[piece.to + i] = 0;
        }
        into[piece.to + (int) value] = 1;
      }
    }
  }

  private IllegalArgumentException notThere(Piece piece, float value) {
    return new IllegalArgumentException(
        "observation: element %d must be a whole number from 0 to %d (%s)"
                .formatted(piece.from, piece.values - 1, value)
            + "\n  Maybe the environment's observation space is not this one: "
            + space);
  }

  /** Adds what encodes a space, and returns the part that it is. */
  private Part add(String path, Space added, int from, int to, List<Piece> found) {
    return switch (added) {
      case Discrete discrete -> {
        found.add(new Piece(from, to, discrete.n(), discrete.n()));
        yield vector(added, to, discrete.n());
      }
      case MultiDiscrete numbers -> {
        int at = to;
        for (int i = 0; i < numbers.size(); i++) {
          found.add(new Piece(from + i, at, numbers.n(i), numbers.n(i)));
          at += numbers.n(i);
        }
        yield vector(added, to, at - to);
      }
      case Box box -> {
        found.add(new Piece(from, to, box.size(), 0));
        yield new Part(box, to, box.size(), box.shape());
      }
      case Tuple tuple -> {
        Map<String, Space> numbered = new LinkedHashMap<>();
        tuple.parts().forEach(part -> numbered.put(String.valueOf(numbered.size()), part));
        yield addAll(path, tuple, numbered, from, to, found);
      }
      case Dict dict -> addAll(path, dict, dict.parts(), from, to, found);
    };
  }

  private Part addAll(
      String path, Space whole, Map<String, Space> named, int from, int to, List<Piece> found) {
    int read = from;
    int written = to;
    for (Map.Entry<String, Space> entry : named.entrySet()) {
      String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      Part part = add(name, entry.getValue(), read, written, found);
      parts.put(name, part);
      read += entry.getValue().size();
      written += part.size;
    }
    return vector(whole, to, written - to);
  }

  private static Part vector(Space space, int offset, int size) {
    return new Part(space, offset, size, List.of(size));
  }
}

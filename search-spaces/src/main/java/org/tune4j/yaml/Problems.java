package org.tune4j.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects every problem of an input, to report all of them at once. Not thread-safe. */
public final class Problems {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(
          Problem::place,
          Comparator.nullsLast(
              Comparator.comparing(Place::file)
                  .thenComparingInt(Place::line)
                  .thenComparingInt(Place::column)));

  private static final int MAX_SHOWN = 60;

  /** Longer words than this are no misspelt names. */
  private static final int MAX_WORD = 60;

  private static final int MAX_KEPT = 1000;

  private final List<Problem> found = new ArrayList<>();
  private int more;

  public void add(@Nullable Place place, String message) {
    add(place, message, null);
  }

  public void add(@Nullable Place place, String message, @Nullable String maybe) {
    add(new Problem(message, place, maybe));
  }

  /** Adds a problem; beyond a thousand they are only counted. */
  public void add(Problem problem) {
    if (found.size() < MAX_KEPT) {
      found.add(problem);
    } else {
      more++;
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them in the order of their places; those without a place come last. */
  public List<Problem> list() {
    Stream<Problem> rest =
        more == 0 ? Stream.of() : Stream.of(new Problem(more + " more problems", null, null));
    return Stream.concat(found.stream().sorted(BY_PLACE), rest).toList();
  }

  /**
   * Ends the reading when something was wrong.
   *
   * @throws InvalidInputException with all problems
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidInputException(list());
    }
  }

  /** A value as messages show it: short, on one line, numbers as in YAML ({@code 1.0e-5}). */
  public static String show(@Nullable Object value) {
    String text = String.valueOf(value);
    if (value instanceof Double || value instanceof Float) {
      text = text.replace('E', 'e');
    }
    text = text.replaceAll("\\p{Cntrl}+", " ");
    return text.codePointCount(0, text.length()) <= MAX_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "...";
  }

  /** As {@link #show}, with texts in quotes: {@code "true"} is not {@code true}. */
  public static String quote(@Nullable Object value) {
    return value instanceof CharSequence ? '"' + show(value) + '"' : show(value);
  }

  /**
   * "use NAME" for the known name that is nearest to a misspelt one; {@code null} when none is
   * near.
   */
  public static @Nullable String useNearest(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    return nearest == null ? null : "use " + nearest;
  }

  /** The known name that is nearest to a misspelt one; {@code null} when none is near. */
  public static @Nullable String nearest(String word, Collection<String> known) {
    if (word.length() > MAX_WORD) {
      return null;
    }
    String best = null;
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    String lower = word.toLowerCase(Locale.ROOT);
    for (String name : known) {
      if (Math.abs(name.length() - word.length()) > bestDistance) {
        continue;
      }
      int distance = distance(lower, name.toLowerCase(Locale.ROOT));
      boolean nearer =
          distance < bestDistance
              || (distance == bestDistance && best != null && name.compareTo(best) < 0);
      if (nearer && distance < Math.max(word.length(), name.length())) {
        bestDistance = distance;
        best = name;
      }
    }
    return best;
  }

  /** Levenshtein's distance, a swap of neighbours counted once (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

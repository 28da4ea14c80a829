package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Searcher.Suggestion;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.RandomSpaces;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

/**
 * What searchers that learn nothing have always suggested: sweeps of the past are resumed by asking
 * again.
 */
final class KnownSuggestionsTest {
  private static final String TREE =
      """
      run: {choice: [A, B]}
      config:
        a: {grid_search: [1, 2, {x: {grid_search: [3, 4]}, y: {uniform: [0, 1]}}]}
        b: {loguniform: [1e-5, 1e-1]}
        c: {choice: {categories: [16, 32, {z: {randn: [0, 1]}}], weights: [1, 2, 1]}}
        d: {qrandint: [2, 20, 2], when: {c: 32}}
        e: {lograndint: [8, 513]}
        f: {sample_from: "config.e * 2"}
        g: [{quniform: [0, 1, 0.1]}, {randint: [0, 9]}, text]
      """;

  @Test
  void theWalkIsWhatItWas() {
    assertThat(digest(new VariantSearcher(Spaces.of(TREE), -1, 7))).isEqualTo("5ea83fa6ecaf0983");
    assertThat(
            digest(
                new VariantSearcher(
                    Spaces.of(TREE), -1, 7, true, List.of(Config.of(Map.of("a", 1))))))
        .isEqualTo("d05bf881eeeaa5ee");
  }

  @Test
  void randomSearchIsWhatItWas() {
    assertThat(digest(Runs.searcher("random_search", ParameterSpace.of(Spaces.of(TREE)), -1, 1, 7)))
        .isEqualTo("061daaa53dd12fa7");
  }

  @Test
  void sobolIsWhatItWas() {
    assertThat(digest(Runs.searcher("sobol", ParameterSpace.of(Spaces.of(TREE)), -1, 1, 7)))
        .isEqualTo("772cc91d9cd1e6ed");
  }

  @Test
  void spacesOfAllKindsAreDrawnFromAsTheyWere() {
    StringBuilder all = new StringBuilder();
    for (int seed = 1; seed <= 40; seed++) {
      SearchSpace space = RandomSpaces.space(Seeds.random(seed));
      for (int number = 0; number < 20; number++) {
        all.append(space.variant(BigInteger.valueOf(number).mod(space.cells()), seed, number));
      }
      all.append(digest(Runs.searcher("random_search", ParameterSpace.of(space), -1, 1, seed)));
    }
    assertThat(digest(all.toString())).isEqualTo("333e6642ab876812");
  }

  private static String digest(Searcher searcher) {
    StringBuilder all = new StringBuilder();
    for (int number = 0; number < 300; number++) {
      all.append(((Suggestion.Propose) searcher.suggest(number)).variant());
    }
    return digest(all.toString());
  }

  private static String digest(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Result;

/** A line from a template has the same bytes as one that was made without. */
final class LineTemplateTest {
  private static final long SEED = 20261121;
  private static final List<String> NAMES =
      List.of(
          "loss",
          "a",
          "a/b",
          "a/b/c",
          "info/learner/lr",
          "date",
          "zeit, \"ä\"",
          "b\n",
          "done",
          "x/");

  private final Random random = new Random(SEED);

  @Test
  void sameBytes() {
    for (int i = 0; i < 2_000; i++) {
      SortedMap<String, Double> first = metrics(names());
      @Nullable String member = random.nextBoolean() ? "host:1" : null;
      Result like = result(1, first, null);
      Set<String> columns = new LinkedHashSet<>(List.of("training_iteration", "gone"));
      columns.addAll(ResultLine.flat(like, Instant.EPOCH, member).keySet());
      LineTemplate template = new LineTemplate(like, member, columns);
      for (int n = 2; n < 5; n++) {
        Result result = result(n, metrics(new ArrayList<>(first.keySet())), null);
        Instant at = Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
        assertThat(template.fits(result, member)).isTrue();
        StringBuilder json = new StringBuilder();
        StringBuilder csv = new StringBuilder();
        template.append(result, at, json, csv);
        SortedMap<String, @Nullable Object> flat = ResultLine.flat(result, at, member);
        assertThat(json.toString()).as("seed %d", SEED).isEqualTo(ResultLine.json(flat) + "\n");
        List<@Nullable Object> row = new ArrayList<>();
        columns.forEach(column -> row.add(flat.get(column)));
        assertThat(csv.toString()).as("seed %d", SEED).isEqualTo(Csv.line(row));
      }
    }
  }

  @Test
  void fitsOnlyWhatHasTheSameNamesAndMemberAndNothingExtra() {
    TreeMap<String, Double> metrics = new TreeMap<>(java.util.Map.of("a", 1.0, "b", 2.0));
    LineTemplate template = new LineTemplate(result(1, metrics, null), "m", List.of("a", "b"));
    assertThat(template.fits(result(2, metrics, null), "m")).isTrue();
    assertThat(template.fits(result(2, metrics, "{}"), "m")).isFalse();
    assertThat(template.fits(result(2, metrics, null), "n")).isFalse();
    assertThat(template.fits(result(2, metrics, null), null)).isFalse();
    for (List<String> names :
        Arrays.asList(List.of("a"), List.of("a", "c"), List.of("a", "b", "c"))) {
      assertThat(template.fits(result(2, metrics(names), null), "m")).as("%s", names).isFalse();
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    return names.subList(0, random.nextInt(NAMES.size() + 1));
  }

  private SortedMap<String, Double> metrics(List<String> names) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    names.forEach(name -> metrics.put(name, number()));
    return metrics;
  }

  private double number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(-1000, 1000);
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
      case 2 -> 1L << random.nextInt(62);
      case 3 -> -0.0;
      default -> random.nextDouble();
    };
  }

  private Result result(int iteration, SortedMap<String, Double> metrics, @Nullable String extra) {
    return new Result(
        "a,b_00012",
        random.nextInt(1, 4),
        iteration,
        random.nextLong(),
        iteration * 3L,
        number(),
        metrics,
        extra,
        random.nextBoolean());
  }
}

package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.Json;

final class ResultFilesTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");

  @TempDir Path results;

  @Test
  void writesWhatTuneWrites() throws IOException {
    try (ResultFiles files = new ResultFiles(results)) {
      files.params(trial(3));
      files.append(
          events(
              new SweepEvent.Placed(
                  "s_00003", 1, Placement.on("127.0.0.1:5701", Resources.ONE_CPU)),
              reported(3, 1, Map.of("loss", 0.5, "info/learner/lr", 1e-3), "{\"ok\":true}"),
              reported(3, 2, Map.of("loss", 2.0), "{\"hist\":[1,2],\"note\":\"a,\\\"b\\\"\"}"),
              new SweepEvent.Ended("s_00003", 1, SweepEvent.Outcome.FAILED, "step: boom")));
    }
    Golden.assertMatches("params.json", read(3, "params.json"));
    Golden.assertMatches("result.json", read(3, "result.json"));
    Golden.assertMatches("progress.csv", read(3, "progress.csv"));
    Golden.assertMatches("error.txt", read(3, "error.txt"));
  }

  @Test
  void aLateMetricWidensTheWholeFile() throws IOException {
    try (ResultFiles files = new ResultFiles(results)) {
      files.append(events(reported(0, 1, Map.of("a", 1.0), "{\"t\":\"x\\ny, \\\"z\\\"\"}")));
      files.append(events(reported(0, 2, Map.of("a", 2.0, "b,c", 3.0), null)));
      files.append(events(reported(0, 3, Map.of("d", 4.0), null)));
    }
    List<List<String>> table = parse(read(0, "progress.csv"));
    assertThat(table).hasSize(4).allMatch(row -> row.size() == table.getFirst().size());
    assertThat(column(table, "a")).containsExactly("1", "2", "");
    assertThat(column(table, "b,c")).containsExactly("", "3", "");
    assertThat(column(table, "d")).containsExactly("", "", "4");
    assertThat(column(table, "t")).containsExactly("x\ny, \"z\"", "", "");
    assertThat(column(table, "training_iteration")).containsExactly("1", "2", "3");
  }

  @Test
  void fewOpenFilesServeManyTrials() throws IOException {
    List<Recorded> batch = new ArrayList<>();
    for (int iteration = 1; iteration <= 5; iteration++) {
      for (int trial = 0; trial < 20; trial++) {
        batch.addAll(events(reported(trial, iteration, Map.of("m" + iteration, 1.0), null)));
      }
    }
    try (ResultFiles files = new ResultFiles(results, 3)) {
      files.append(batch);
      for (int trial = 0; trial < 20; trial++) {
        assertThat(read(trial, "result.json").lines()).hasSize(5);
        assertThat(column(parse(read(trial, "progress.csv")), "m5"))
            .containsExactly("", "", "", "", "1");
      }
    }
  }

  @Test
  void whatWasAppendedIsThereAtOnce() throws IOException {
    try (ResultFiles files = new ResultFiles(results)) {
      files.append(events(reported(0, 1, Map.of(), null)));
      assertThat(read(0, "result.json").lines()).hasSize(1);
    }
  }

  @Test
  void aTrialWhoseFilesCannotBeWrittenCostsNoOtherItsLines() throws IOException {
    Path folder = TrialFolder.of(results, "s_00000");
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file where the folder should be");
    try (ResultFiles files = new ResultFiles(results)) {
      List<Recorded> batch =
          events(reported(0, 1, Map.of("m", 1.0), null), reported(1, 1, Map.of("m", 1.0), null));
      assertThatThrownBy(() -> files.append(batch)).isInstanceOf(IOException.class);
      assertThat(read(1, "result.json").lines()).hasSize(1);
    }
  }

  @Test
  void rewritingGivesTheSameBytes() throws IOException {
    List<Recorded> all =
        events(
            new SweepEvent.Placed("s_00000", 1, Placement.on("a:1", Resources.ONE_CPU)),
            reported(0, 1, Map.of("loss", 1.5), null),
            new SweepEvent.Ended("s_00000", 1, SweepEvent.Outcome.FAILED, "boom"),
            new SweepEvent.Placed("s_00000", 2, Placement.on("b:2", Resources.ONE_CPU)),
            reported(0, 2, Map.of("loss", 1.25, "late", 7.0), null));
    try (ResultFiles files = new ResultFiles(results, 1)) {
      files.params(trial(0));
      for (Recorded recorded : all) {
        files.append(List.of(recorded));
        files.append(events(reported(1, 1, Map.of(), null))); // closes the other one's files
      }
      Map<String, String> before = contents(0);
      Files.writeString(folder(0).resolve("result.json"), "{\"torn\":");
      Files.delete(folder(0).resolve("progress.csv"));
      files.rewrite(trial(0), all);
      assertThat(contents(0)).isEqualTo(before).hasSize(4);
      files.append(events(reported(0, 3, Map.of("loss", 1.0), null)));
      assertThat(read(0, "result.json").lines()).hasSize(3);
    }
  }

  @Test
  void everyLineIsOneJsonObjectWithTheNumbersOfTheResult() throws IOException {
    try (ResultFiles files = new ResultFiles(results)) {
      files.append(events(reported(0, 1, Map.of("a", 1.0, "a/b", 2.0, "a/b/c", 3.0), null)));
    }
    Map<String, @Nullable Object> line = Json.readObject(read(0, "result.json"));
    assertThat(line)
        .containsEntry("a", 1L)
        .containsEntry("a/b", 2L)
        .containsEntry("a/b/c", 3L)
        .containsEntry("timestamp", 1770091506L)
        .containsEntry("date", "2026-02-03_04-05-06")
        .doesNotContainKey("config");
  }

  @Test
  void aSweepsNameIsAlwaysOneFolder() {
    assertThat(TrialFolder.of(results, "../a b/c_00012"))
        .isEqualTo(results.resolve("_.._a_b_c").resolve("00012"));
    assertThat(TrialFolder.of(results, "dqn_100000")).isEqualTo(results.resolve("dqn/100000"));
  }

  private static Trial trial(int number) {
    Config config = Config.of(Map.of("lr", 1e-3, "model", Map.of("fcnet_hiddens", List.of(64))));
    return Trial.proposed("s", number, "PPO", config, 7, PlacementGroup.ONE_CPU, AT);
  }

  private static SweepEvent reported(
      int trial, int iteration, Map<String, Double> metrics, @Nullable String extra) {
    return new SweepEvent.Reported(
        new Result(
            Trial.id("s", trial),
            1,
            iteration,
            100L * iteration,
            iteration,
            0.25 * iteration,
            new TreeMap<>(metrics),
            extra,
            false));
  }

  private static List<Recorded> events(SweepEvent... events) {
    return Stream.of(events).map(event -> new Recorded(1, AT, event)).toList();
  }

  private Path folder(int trial) {
    return TrialFolder.of(results, Trial.id("s", trial));
  }

  private String read(int trial, String name) throws IOException {
    return Files.readString(folder(trial).resolve(name));
  }

  private Map<String, String> contents(int trial) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder(trial))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static List<String> column(List<List<String>> table, String name) {
    int index = table.getFirst().indexOf(name);
    return table.stream().skip(1).map(row -> row.get(index)).toList();
  }

  /** Reads RFC 4180 another way than the code under test. */
  private static List<List<String>> parse(String csv) {
    List<List<String>> table = new ArrayList<>();
    List<String> row = new ArrayList<>();
    for (int at = 0; at < csv.length(); ) {
      StringBuilder field = new StringBuilder();
      if (csv.charAt(at) == '"') {
        at++;
        while (csv.charAt(at) != '"' || csv.startsWith("\"\"", at)) {
          field.append(csv.charAt(at));
          at += csv.startsWith("\"\"", at) ? 2 : 1;
        }
        at++;
      } else {
        while (csv.charAt(at) != ',' && csv.charAt(at) != '\n') {
          field.append(csv.charAt(at++));
        }
      }
      row.add(field.toString());
      if (csv.charAt(at++) == '\n') {
        table.add(row);
        row = new ArrayList<>();
      }
    }
    return table;
  }
}

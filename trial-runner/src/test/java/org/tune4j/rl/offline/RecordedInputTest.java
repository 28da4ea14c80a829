package org.tune4j.rl.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.preprocess.ActionMapping;
import org.tune4j.rl.preprocess.Encoder;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class RecordedInputTest {
  private static final Space OBSERVATIONS = Box.symmetric(9, 9);
  private static final String STEP = "{\"obs\":[[%1$d,0]],\"new_obs\":[[%1$d,1]],\"actions\":[1],";

  @TempDir Path folder;

  @Test
  void whatWasWrittenIsRead() {
    Trajectory whole = trajectory(3, 0, 5, true, true);
    Trajectory cut = trajectory(4, 7, 2, false, false);
    Trajectory truncated = trajectory(4, 9, 2, false, true);
    write(1 << 20, List.of(whole, cut), List.of(truncated, new Trajectory(0, 1, 0)));

    List<Recorded> read = input("output-t-1_worker-2_0.json").read(9);

    assertThat(read).hasSize(3);
    List<Trajectory> expected = List.of(whole, cut, truncated);
    for (int i = 0; i < 3; i++) {
      Trajectory trajectory = read.get(i).trajectory();
      Trajectory original = expected.get(i);
      assertThat(trajectory.length()).isEqualTo(original.length());
      assertThat(trajectory.start()).isEqualTo(original.start());
      for (int step = 0; step < trajectory.length(); step++) {
        assertThat(trajectory.observation(step)).isEqualTo(original.observation(step));
        assertThat(trajectory.next(step)).isEqualTo(original.next(step));
        assertThat(trajectory.action(step)).isEqualTo(original.action(step));
        assertThat(trajectory.rewards()[step]).isEqualTo(original.rewards()[step]);
        assertThat(read.get(i).logProbabilities()[step])
            .isCloseTo(-Math.log(1 + Math.exp(-1)), within(1e-6));
      }
      assertThat(trajectory.terminated()).isEqualTo(original.terminated());
      assertThat(trajectory.ended()).as("cut off here at the latest").isTrue();
    }
  }

  @Test
  void aFileThatIsLargeEnoughMakesWayForAnotherAndNoneIsWrittenTwice() throws IOException {
    write(10, List.of(trajectory(0, 0, 2, true, true), trajectory(1, 0, 2, true, true)));
    write(10, List.of(trajectory(0, 0, 2, true, true)));
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "output-t-1_worker-2_0.json",
              "output-t-1_worker-2_1.json",
              "output-t-1_worker-2_2.json");
    }
  }

  @Test
  void halfALineIsNoDataAndAWholeOneWithoutItsEndIs() throws IOException {
    String line = line(1, "\"rewards\":[1],\"dones\":[true]}");
    file("half.json", line + "\n" + line.substring(0, 40));
    file("whole.json", "\n" + line + "\n" + line);
    assertThat(input("half.json").read(4)).hasSize(4);
    assertThat(input("whole.json").read(4)).hasSize(4);
    file("none.json", line.substring(0, 40));
    assertThatThrownBy(() -> input("none.json").read(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no step in")
        .hasMessageContaining("not a whole line yet");
  }

  /** RLlib's columns, without those that were added later; three episodes in one line. */
  @Test
  void aLineIsCutWhereEpisodesEnd() throws IOException {
    file(
        "rllib.json",
        "{\"type\":\"SampleBatch\",\"obs\":[[1,0],[2,0],[3,0],[4,0],[5,0]],\"actions\":[0,1,0,1,1],"
            + "\"rewards\":[1.0,1.0,2.0,3.0,4.0],\"dones\":[false,true,false,false,false],"
            + "\"eps_id\":[7,7,8,9,9],\"action_prob\":[0.5,0.25,0.5,0.5,0.5]}\n");
    List<Recorded> read = input("rllib.json").read(3);
    assertThat(read).hasSize(2);
    Trajectory first = read.getFirst().trajectory();
    assertThat(first.length()).isEqualTo(2);
    assertThat(first.terminated()).isTrue();
    assertThat(read.getFirst().logProbabilities()).containsExactly(Math.log(0.5), Math.log(0.25));
    Trajectory last = read.get(1).trajectory();
    assertThat(last.length()).as("nobody knows what came after 3 and 5").isEqualTo(1);
    assertThat(last.next()).containsExactly(5, 0);
    assertThat(last.terminated()).isFalse();
  }

  @Test
  void observationsMayBeEncodedOrNot() throws IOException {
    file("row.json", "{\"obs\":[2],\"new_obs\":[[0,1,0]],\"actions\":[0],\"rewards\":[0]}");
    RowFormat format = format(new Discrete(3), new Discrete(2), true);
    Trajectory read = input("row.json", format, 0).read(1).getFirst().trajectory();
    assertThat(read.observation(0)).containsExactly(0, 0, 1);
    assertThat(read.next()).containsExactly(0, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({"false, 0.5", "true, 5"})
  void actionsOfAnEnvironmentBecomeThoseOfAPolicy(boolean normalized, float expected)
      throws IOException {
    file("row.json", "{\"obs\":[[0,0]],\"new_obs\":[[0,1]],\"actions\":[[5]],\"rewards\":[0]}");
    RowFormat format = format(OBSERVATIONS, Box.symmetric(10), normalized);
    Trajectory read = input("row.json", format, 0).read(1).getFirst().trajectory();
    assertThat(read.action(0)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"obs\":[[1,2]] | not a JSON object",
        "{\"obs\":\"BCJNGGhA\",\"actions\":[0]} | obs: is packed: it must be a plain list",
        "{\"actions\":[0]} | obs: is missing",
        "{\"obs\":[[1,2]],\"new_obs\":[[1,2]],\"actions\":[0,1],\"rewards\":[1]} | as many rows as"
            + " obs, 1 (2)",
        "{\"obs\":[[1,2,3]],\"new_obs\":[[1,2]],\"actions\":[0],\"rewards\":[1]}"
            + " | row 1 has 3 numbers, but an observation has 2",
        "{\"obs\":[[1,2]],\"new_obs\":[[1,2]],\"actions\":[2],\"rewards\":[1]}"
            + " | actions: row 1 is no action of Discrete(2) ([2.0])",
        "{\"obs\":[[1,2]],\"new_obs\":[[1,2]],\"actions\":[0],\"rewards\":[\"much\"]}"
            + " | rewards: row 1 must be a number (much)",
        "{\"type\":\"MultiAgentBatch\",\"policy_batches\":{}} | policy_batches: must have one",
      })
  void whatIsWrongIsSaidWithItsPlace(String line, String message) throws IOException {
    file("bad.json", "\n" + line + "\n");
    assertThatThrownBy(() -> input("bad.json").read(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("input: " + folder.resolve("bad.json") + ":2: ")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsMissingIsAnError() {
    assertThatThrownBy(() -> input("missing*.json"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no such file");
  }

  @ParameterizedTest
  @CsvSource({"0", "7"})
  void theOrderFollowsFromTheSeedAndGoesOnFromACheckpoint(int shuffled) throws IOException {
    for (int i = 0; i < 5; i++) {
      file("f" + i + ".json", lines(10 * i, 4));
    }
    RowFormat format = format(OBSERVATIONS, new Discrete(2), true);
    RecordedInput straight = input("", format, shuffled);
    List<Float> expected = ids(straight, 47);
    assertThat(expected.subList(0, 20)).as("another order").isNotEqualTo(sorted(expected, 20));
    if (shuffled == 0) {
      assertThat(expected.subList(0, 20)).as("all of them").doesNotHaveDuplicates();
    }

    RecordedInput first = input("", format, shuffled);
    List<Float> resumed = new ArrayList<>(ids(first, 22));
    byte[] state = StateWriter.bytes(first::save);
    file("f9.json", lines(90, 4));
    RecordedInput second = input("", format, shuffled);
    second.restore(StateReader.of(state));
    resumed.addAll(ids(second, 25));
    assertThat(resumed).isEqualTo(expected);
  }

  @Test
  void sourcesAreReadByTheirShares() throws IOException {
    file("a.json", lines(1, 1));
    file("b.json", lines(2, 1));
    InputSpec spec =
        InputSpec.parse(
            Map.of(
                folder.resolve("a.json").toString(),
                0.5,
                folder.resolve("b.json").toString(),
                0.2,
                "sampler",
                0.3),
            Config.empty());
    RecordedInput input =
        new RecordedInput(spec, format(OBSERVATIONS, new Discrete(2), true), 0, 1);
    int[] counts = new int[3];
    for (int i = 0; i < 1000; i++) {
      List<Recorded> read = input.read(1);
      counts[read.isEmpty() ? 0 : (int) read.getFirst().trajectory().observation(0)[0]]++;
    }
    assertThat(counts[0]).isBetween(250, 350);
    assertThat(counts[1]).isBetween(450, 550);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"input\":{\"a\":0.5}} | must add up to 1 (0.5)",
        "{\"input\":{\"a\":\"b\"}} | must be a number from 0 (b)",
        "{\"input\":[]} | must name a file",
        "{\"input\":\"dataset\"} | input_config must have",
      })
  void whatInputCannotBeIsRefused(String config, String message) {
    Object input = Config.parse(config).get("input");
    assertThatThrownBy(() -> InputSpec.parse(input, Config.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static List<Float> sorted(List<Float> ids, int count) {
    return ids.subList(0, count).stream().sorted().toList();
  }

  private static List<Float> ids(RecordedInput input, int count) {
    List<Float> ids = new ArrayList<>();
    while (ids.size() < count) {
      input.read(1).forEach(read -> ids.add(read.trajectory().observation(0)[0]));
    }
    return ids;
  }

  private static String lines(int from, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(line(from + i, "\"rewards\":[1],\"dones\":[true]}\n"));
    }
    return lines.toString();
  }

  private static String line(int id, String rest) {
    return String.format(STEP, id) + rest;
  }

  private RecordedInput input(String file) {
    return input(file, format(OBSERVATIONS, new Discrete(2), true), 0);
  }

  private RecordedInput input(String file, RowFormat format, int shuffled) {
    @Nullable Object name = folder.resolve(file).toString();
    return new RecordedInput(InputSpec.parse(name, Config.empty()), format, shuffled, 1);
  }

  private static RowFormat format(Space observations, Space actions, boolean normalized) {
    return new RowFormat(
        new Encoder(observations),
        observations,
        ActionMapping.of(actions, true, false),
        normalized,
        RewardClip.parse(null),
        false);
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  @SafeVarargs
  private void write(long mostBytes, List<Trajectory>... batches) {
    var output = new TrajectoryWriter.Output(folder, "t-1", mostBytes);
    try (var writer = new TrajectoryWriter(output, 2, new Categorical(2), 1)) {
      Arrays.stream(batches).forEach(writer::write);
    }
  }

  private static Trajectory trajectory(
      long episode, int start, int length, boolean terminated, boolean ended) {
    Trajectory trajectory = new Trajectory(1, episode, start);
    for (int i = 0; i < length; i++) {
      float[] outputs = {0.5f, -0.5f};
      trajectory.add(
          new float[] {episode, 0.1f * (start + i)}, new float[] {0}, outputs, 0, 0.25 * i);
    }
    trajectory.close(new float[] {episode, 0.1f * (start + length)}, terminated, ended);
    return trajectory;
  }
}

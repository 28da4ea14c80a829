package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.space.Config;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Trial;

class LineageFilesTest {
  @TempDir Path folder;

  private static Exploit exploit(long seq, int trial, int donor) {
    return new Exploit(
        seq,
        Instant.EPOCH,
        Trial.id("s", trial),
        2,
        5,
        Trial.id("s", donor),
        Trial.id("s", donor) + "_1_000004",
        4,
        Config.of(Map.of("lr", 0.1)),
        Config.of(Map.of("lr", 0.2)),
        Config.of(Map.of("lr", seq / 100.0)));
  }

  @Test
  void aPolicyHasTheHistoryOfTheDonorsAndTheGlobalFileAll() throws IOException {
    LineageFiles files = new LineageFiles(folder);
    files.add(exploit(1, 1, 0));
    files.add(exploit(2, 2, 1));
    files.add(exploit(3, 1, 0));
    String line1 = "[\"s_00001\",\"s_00000\",5,4,{\"lr\":0.1},{\"lr\":0.01}]\n";
    String line2 = "[\"s_00002\",\"s_00001\",5,4,{\"lr\":0.1},{\"lr\":0.02}]\n";
    String line3 = "[\"s_00001\",\"s_00000\",5,4,{\"lr\":0.1},{\"lr\":0.03}]\n";
    assertThat(LineageFilesCheck.read(folder))
        .isEqualTo(
            Map.of(
                "pbt_global.txt", line1 + line2 + line3,
                "pbt_policy_00001.txt", line3,
                "pbt_policy_00002.txt", line1 + line2));
  }

  @Test
  void madeAnewTheyAreWhatTheyWouldHaveBecome() throws IOException {
    List<Exploit> all = new ArrayList<>();
    LineageFiles files = new LineageFiles(folder.resolve("a"));
    for (int i = 1; i <= 30; i++) {
      Exploit exploit = exploit(i, i % 7, (i * 5 + 1) % 7);
      if (!exploit.trialId().equals(exploit.donorId())) {
        all.add(exploit);
        files.add(exploit);
      }
    }
    LineageFiles anew = new LineageFiles(folder.resolve("b"));
    anew.rewrite(all.subList(0, 20));
    Files.writeString(folder.resolve("b/pbt_global.txt"), "half a li");
    Files.writeString(folder.resolve("b/pbt_policy_00099.txt"), "of another time");
    anew.rewrite(all);
    assertThat(LineageFilesCheck.read(folder.resolve("b")))
        .isEqualTo(LineageFilesCheck.read(folder.resolve("a")));
    anew.rewrite(List.of());
    assertThat(LineageFilesCheck.read(folder.resolve("b"))).isEmpty();
  }
}

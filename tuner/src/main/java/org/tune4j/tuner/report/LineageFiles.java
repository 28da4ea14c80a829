package org.tune4j.tuner.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Exploit;
import org.tune4j.yaml.Json;

/**
 * Which trials of a sweep went on at checkpoints of others, as Ray Tune's population based training
 * writes it: {@code pbt_global.txt} has a line for each time, and {@code pbt_policy_00003.txt} what
 * led to what trial 3 is now, its donors' history included. Each line is a JSON list: the trial,
 * its donor, the iterations of both, the donor's config and the trial's from then on.
 *
 * @param folder the sweep's
 */
record LineageFiles(Path folder) {
  static final String GLOBAL = "pbt_global.txt";
  private static final String POLICY = "pbt_policy_";

  /** One more. */
  void add(Exploit exploit) throws IOException {
    String line = line(exploit);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(GLOBAL), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Path donor = policy(exploit.donorId());
    replace(policy(exploit.trialId()), (Files.exists(donor) ? Files.readString(donor) : "") + line);
  }

  /** Makes them what they should be, whatever they are. */
  void rewrite(List<Exploit> exploits) throws IOException {
    StringBuilder global = new StringBuilder();
    Map<String, Ancestry> ancestries = new HashMap<>();
    for (Exploit exploit : exploits) {
      global.append(line(exploit));
      Ancestry donor = ancestries.get(exploit.donorId());
      ancestries.put(exploit.trialId(), new Ancestry(donor, exploit));
    }
    Set<Path> stale = existing();
    if (!exploits.isEmpty()) {
      Files.createDirectories(folder);
      stale.remove(replace(folder.resolve(GLOBAL), global.toString()));
    }
    for (Map.Entry<String, Ancestry> one : ancestries.entrySet()) {
      stale.remove(replace(policy(one.getKey()), one.getValue().lines()));
    }
    for (Path file : stale) {
      Files.deleteIfExists(file);
    }
  }

  /** What led to a trial; the line before is its donor's, who may share it with others. */
  private record Ancestry(@Nullable Ancestry before, Exploit exploit) {
    String lines() {
      StringBuilder lines = new StringBuilder();
      for (Ancestry at = this; at != null; at = at.before()) {
        lines.insert(0, line(at.exploit()));
      }
      return lines.toString();
    }
  }

  private Set<Path> existing() throws IOException {
    Set<Path> found = new HashSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder, "{" + GLOBAL + "," + POLICY + "*.txt}")) {
        files.forEach(found::add);
      }
    }
    return found;
  }

  /** A reader finds the old file or the new one. */
  private static Path replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path policy(String trialId) {
    return folder.resolve(POLICY + TrialFolder.numberOf(trialId) + ".txt");
  }

  private static String line(Exploit exploit) {
    return Json.write(
            List.of(
                exploit.trialId(),
                exploit.donorId(),
                exploit.trainingIteration(),
                exploit.donorIteration(),
                exploit.donorConfig().asMap(),
                exploit.newConfig().asMap()))
        + "\n";
  }
}

package org.tune4j.tuner.grid;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The NVIDIA GPUs that this process may use, as CUDA_VISIBLE_DEVICES of a trial names them. */
final class NvidiaGpus {
  private static final Logger LOG = LoggerFactory.getLogger(NvidiaGpus.class);
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final List<String> QUERY =
      List.of("nvidia-smi", "--query-gpu=index,uuid,memory.total", "--format=csv,noheader");
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MOST = 1024;

  private NvidiaGpus() {}

  /** A GPU of this machine. */
  record Device(String index, String uuid) {}

  /**
   * Their ids: what CUDA_VISIBLE_DEVICES of this process says as far as there is such a device,
   * else the numbers of all. Without {@code nvidia-smi} there are none.
   */
  static List<String> visible(Map<String, String> environment) {
    String mask = environment.get(VISIBLE);
    if (mask != null && mask.isBlank()) {
      return List.of();
    }
    return masked(devices(QUERY, environment, LIMIT), mask);
  }

  /** CUDA takes the list up to the first entry that is no device. */
  static List<String> masked(List<Device> devices, @Nullable String mask) {
    if (mask == null) {
      return devices.stream().map(Device::index).toList();
    }
    Set<String> seen = new HashSet<>();
    List<String> ids = new ArrayList<>();
    for (String entry : mask.split(",", -1)) {
      String id = entry.strip();
      if (!isDevice(id, devices) || !seen.add(id)) {
        break;
      }
      ids.add(id);
    }
    return ids;
  }

  private static boolean isDevice(String id, List<Device> devices) {
    return !devices.isEmpty()
        && (id.startsWith("MIG-")
            || devices.stream()
                .anyMatch(
                    device ->
                        device.index().equals(id)
                            || (id.startsWith("GPU-") && device.uuid().startsWith(id))));
  }

  /** What the query answers; nothing when it cannot be asked, fails or takes too long. */
  static List<Device> devices(List<String> query, Map<String, String> environment, Duration limit) {
    if (!isThere(query.get(0), environment.getOrDefault("PATH", ""))) {
      return List.of();
    }
    try {
      return ask(query, limit);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("gpus: {} cannot be asked: {}", query.get(0), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private static boolean isThere(String program, String path) {
    if (program.contains(File.separator)) {
      return new File(program).canExecute();
    }
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (new File(folder, program).canExecute() || new File(folder, program + ".exe").exists()) {
        return true;
      }
    }
    return false;
  }

  private static List<Device> ask(List<String> query, Duration limit)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(query)
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Device> found = new ArrayList<>();
    Thread reader = Thread.ofVirtual().start(() -> read(process, found));
    boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (!ended) {
      process.destroyForcibly();
      LOG.warn("gpus: {} did not answer within {} ms", query.get(0), limit.toMillis());
      return List.of();
    }
    reader.join();
    return process.exitValue() == 0 ? found : List.of();
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  private static void read(Process process, List<Device> found) {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().limit(MOST).forEach(line -> add(line, found));
    } catch (IOException | UncheckedIOException e) {
      // It was killed; what came before does not count.
    }
  }

  private static void add(String line, List<Device> found) {
    String[] parts = line.split("\\s*,\\s*", -1);
    if (parts.length >= 2 && parts[0].strip().matches("[0-9]+")) {
      found.add(new Device(parts[0].strip(), parts[1].strip()));
    }
  }
}

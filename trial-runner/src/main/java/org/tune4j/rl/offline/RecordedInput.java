package org.tune4j.rl.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What a trial reads instead of, or beside, what its workers sample. The order follows from the
 * seed, as long as the files stay what they are. Not thread-safe.
 */
public final class RecordedInput implements AutoCloseable {
  private final InputSpec spec;
  private final Map<String, Source> sources = new TreeMap<>();
  private final SavedRandom random;

  /**
   * Finds the files.
   *
   * @param shuffleBuffer how many trajectories of each source are held to be shuffled; 0: none
   * @param seed the trial's
   * @throws org.tune4j.yaml.InvalidInputException when a file is missing
   */
  public RecordedInput(InputSpec spec, RowFormat format, int shuffleBuffer, long seed) {
    this.spec = spec;
    random = new SavedRandom(seed, "input", 0);
    spec.files()
        .forEach(
            (name, files) -> {
              int number = sources.size();
              Source source =
                  new FileSource(
                      InputFiles.find(files), format, new SavedRandom(seed, "input files", number));
              SavedRandom shuffling = new SavedRandom(seed, "input shuffling", number);
              sources.put(
                  name,
                  shuffleBuffer > 0
                      ? new ShuffledSource(source, shuffleBuffer, shuffling)
                      : source);
            });
  }

  /**
   * Reads from one of the sources, drawn by their shares.
   *
   * @param steps so many at least
   * @return nothing when it is the turn of the trial's own workers
   */
  public List<Recorded> read(int steps) {
    String name = draw();
    List<Recorded> read = new ArrayList<>();
    Source source = sources.get(name);
    for (int left = steps; source != null && left > 0; ) {
      Recorded next = source.next();
      left -= next.trajectory().length();
      read.add(next);
    }
    return read;
  }

  private String draw() {
    String drawn = "";
    double left = spec.shares().size() > 1 ? random.nextDouble() : 0;
    for (Map.Entry<String, Double> share : spec.shares().entrySet()) {
      if (share.getValue() > 0) {
        drawn = share.getKey();
        left -= share.getValue();
        if (left < 0) {
          break;
        }
      }
    }
    return drawn;
  }

  public void save(StateWriter out) {
    random.save(out, "input_source_random");
    sources.values().forEach(source -> source.save(out));
  }

  public void restore(StateReader in) {
    random.restore(in, "input_source_random");
    sources.values().forEach(source -> source.restore(in));
  }

  @Override
  public void close() {
    sources.values().forEach(Source::close);
  }
}

package org.tune4j.tuner.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the processes of trials wrote: the files {@code stdout} and {@code stderr} in the folder of
 * each trial, where the attempts follow one another. Their members keep them short.
 */
public record OutputFiles(Path results) {
  private static final Logger LOG = LoggerFactory.getLogger(OutputFiles.class);

  /** Adds text to a stream. */
  public void append(String trialId, String stream, String text) {
    try {
      Path folder = Files.createDirectories(TrialFolder.of(results, trialId));
      Files.writeString(
          folder.resolve(stream.equals("stderr") ? "stderr" : "stdout"),
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("trial {}: its {} could not be written: {}", trialId, stream, e.toString());
    }
  }
}

package org.tune4j.tuner.control;

import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/** The names of users. */
public final class User {
  private static final int MAX = 100;

  private User() {}

  /** Who runs this JVM. */
  public static String ofThisProcess() {
    String name = System.getProperty("user.name", "");
    return isName(name) ? name : "unknown";
  }

  /**
   * Refuses what would not look like a name in a table.
   *
   * @return the name
   * @throws InvalidInputException when it is empty, too long or has control characters
   */
  public static String check(String name) {
    if (!isName(name)) {
      throw new InvalidInputException(
          new Problem(
              "user: must have 1 to "
                  + MAX
                  + " characters and no control characters ("
                  + Problems.quote(name)
                  + ")",
              null,
              null));
    }
    return name;
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= MAX
        && name.chars().noneMatch(Character::isISOControl);
  }
}

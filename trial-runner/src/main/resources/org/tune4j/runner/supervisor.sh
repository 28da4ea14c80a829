# Stands between a member and the process of a trial. Standard input is the member's lifeline: a line asks the process to
# end (SIGTERM to it alone), its end kills all that the process has started. So nothing outlives a member, not even one
# that was killed with -9, and nobody needs the process ids of others.
#
#   $1  the program setsid; empty when there is none
#   $2  the value of TUNE_PROCESS, which tells this trial's processes from all others
#   $3  and on: the command
new=$1
key=$2
shift 2
exec 3<&0 0</dev/null
if [ -n "$new" ]; then
  "$new" "$@" 3<&- &
else
  set -m # a group of its own by job control
  "$@" 3<&- &
fi
child=$!

# Kills the processes that have the key in their environment, whatever group they are in; but not these: $1. Whether there
# was any.
kill_strays() {
  none=1
  for found in $(grep -lsF "TUNE_PROCESS=$key" /proc/[0-9]*/environ); do
    found=${found#/proc/}
    found=${found%/environ}
    case $1 in *" $found "*) ;; *) kill -s KILL "$found" && none=0 ;; esac
  done
  return $none
}

# Whether a process of the group is more than an entry that its new parent has not looked at yet. True without /proc.
group_lives() {
  [ -r /proc/self/stat ] || return 0
  for found in /proc/[0-9]*/stat; do
    read -r line <"$found" || continue
    set -- ${line##*) } # state, parent, group
    [ "$3" = "$child" ] && [ "$1" != Z ] && return 0
  done
  return 1
}

(
  trap '' HUP INT QUIT TERM
  exec >/dev/null 2>&1
  while read -r _ <&3; do kill -s TERM "$child"; done
  kill -s KILL -- "-$child" || kill -s KILL "$child" # it may not have its group yet
  read -r self _ </proc/self/stat
  kill_strays " $$ $self " # in case that the shell below was killed; else that one does it
) &
watcher=$!

trap : HUP INT TERM # those of a terminal are for the member to answer
exec 3<&- >/dev/null 2>&1 # the member must see the end of the process's output
while :; do
  wait "$child"
  code=$?
  kill -s 0 "$child" || break # else the wait was interrupted
done
kill -s KILL "$watcher" # first, or each would take the other's search for a stray
wait "$watcher"
tries=0
while kill -s KILL -- "-$child" && group_lives && [ $((tries += 1)) -le 100 ]; do sleep 0.02; done
while kill_strays " $$ " && [ $((tries += 1)) -le 200 ]; do sleep 0.02; done # one may have had a child meanwhile
exit "$code"

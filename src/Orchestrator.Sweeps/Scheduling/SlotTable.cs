namespace Orchestrator.Sweeps.Scheduling;

/// <summary>The slots that are still free while a plan is made.</summary>
internal sealed class SlotTable
{
    private readonly List<Row> _rows;

    public SlotTable(IReadOnlyList<FreeWorker> workers)
    {
        _rows = [.. workers
            .Select(worker => new Row(worker))
            .Where(row => row.Free > 0)
            .OrderBy(row => row.Worker.Worker, StringComparer.Ordinal)];
        Free = _rows.Sum(row => (long)row.Free);
    }

    /// <summary>How many slots are free.</summary>
    public long Free { get; private set; }

    /// <summary>Takes the slot that suits the sweep best; null where none does.</summary>
    public TakenSlot? Take(PendingSweep sweep, IReadOnlyCollection<string> avoid)
    {
        (Row Row, int Kind)? best = null;
        var bestRank = default((bool, bool, int, bool));
        foreach (var row in _rows)
        {
            if (row.Free == 0 || sweep.Unable.Contains(row.Worker.Worker)
                || row.Fitting(sweep.Needs) is not { } kind)
                continue;
            var rank = (
                avoid.Contains(row.Worker.Worker), row.KindAt(kind).IsGpu && !sweep.Needs.Gpu, -row.Free,
                !row.Worker.Datasets.Contains(sweep.Dataset));
            if (best is null || rank.CompareTo(bestRank) < 0)
                (best, bestRank) = ((row, kind), rank);
        }

        if (best is not { } found)
            return null;
        Free--;
        return found.Row.Take(found.Kind);
    }

    private sealed class Row
    {
        private readonly SlotKind[] _kinds;
        private readonly int[] _counts;

        public Row(FreeWorker worker)
        {
            Worker = worker;
            var free = worker.Free.Where(slots => slots.Count > 0)
                .OrderBy(slots => slots.Kind.IsGpu).ThenBy(slots => slots.Kind.MemoryBytes).ToList();
            _kinds = [.. free.Select(slots => slots.Kind)];
            _counts = [.. free.Select(slots => slots.Count)];
            Free = _counts.Sum();
        }

        public FreeWorker Worker { get; }

        public int Free { get; private set; }

        public SlotKind KindAt(int kind) => _kinds[kind];

        // The least slot that will do: what is better stays for those that need it.
        public int? Fitting(Specs.SweepNeeds needs)
        {
            for (var kind = 0; kind < _kinds.Length; kind++)
            {
                if (_counts[kind] > 0 && _kinds[kind].Suffices(needs))
                    return kind;
            }

            return null;
        }

        public TakenSlot Take(int kind)
        {
            _counts[kind]--;
            Free--;
            return new TakenSlot(Worker.Worker, _kinds[kind]);
        }
    }
}

/// <summary>A slot that was given away.</summary>
internal readonly record struct TakenSlot(string Worker, SlotKind Kind);

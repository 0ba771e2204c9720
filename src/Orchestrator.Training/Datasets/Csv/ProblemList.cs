namespace Orchestrator.Training.Datasets.Csv;

/// <summary>Collects problems of a file, so that all can be mended at once.</summary>
internal sealed class ProblemList
{
    private readonly List<string> _problems = [];
    private int _count;

    public void Add(string problem)
    {
        _count++;
        if (_problems.Count < DatasetException.MaxProblems)
            _problems.Add(problem);
    }

    public void ThrowIfAny()
    {
        if (_count == 0)
            return;
        if (_count > _problems.Count)
            _problems.Add($"and {_count - _problems.Count} more problems of these kinds");
        throw new DatasetException(_problems);
    }
}

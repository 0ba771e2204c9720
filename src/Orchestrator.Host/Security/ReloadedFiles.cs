namespace Orchestrator.Host.Security;

/// <summary>
/// What files say, read again when one of them changes; looked at no more than once a second, when it is asked for. A
/// new version that cannot be used is told once and leaves the old one in force. Thread-safe.
/// </summary>
/// <typeparam name="T">What they say.</typeparam>
internal sealed class ReloadedFiles<T>
    where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<string> _paths;
    private readonly Func<T> _load;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private FileStamp[] _stamps;
    private long _looked;
    private volatile T _current;

    /// <summary>Reads the files.</summary>
    /// <param name="paths">The files, which are looked at for changes.</param>
    /// <param name="load">Reads them; throws <see cref="BadInputException"/> where they cannot be used.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="BadInputException">They cannot be used.</exception>
    public ReloadedFiles(IReadOnlyList<string> paths, Func<T> load, TimeProvider time)
    {
        (_paths, _load, _time) = (paths, load, time);
        // Before they are read: a change while they are is one more version.
        _stamps = Stamps();
        _looked = time.GetTimestamp();
        _current = load();
    }

    /// <summary>Is told what is wrong with a new version.</summary>
    public Action<IReadOnlyList<string>>? Refused { get; set; }

    /// <summary>Is told when a new version is in force.</summary>
    public Action? Replaced { get; set; }

    /// <summary>The newest version that could be used.</summary>
    public T Current
    {
        get
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _looked)) >= Pause)
                Look();
            return _current;
        }
    }

    private void Look()
    {
        // Whoever comes while another looks goes on with what is in force.
        if (!_gate.TryEnter())
            return;
        try
        {
            Volatile.Write(ref _looked, _time.GetTimestamp());
            var stamps = Stamps();
            if (stamps.AsSpan().SequenceEqual(_stamps))
                return;
            _stamps = stamps;
            _current = _load();
            Replaced?.Invoke();
        }
        catch (BadInputException unusable)
        {
            Refused?.Invoke(unusable.Problems);
        }
        finally
        {
            _gate.Exit();
        }
    }

    private FileStamp[] Stamps() => [.. _paths.Select(FileStamp.Of)];
}

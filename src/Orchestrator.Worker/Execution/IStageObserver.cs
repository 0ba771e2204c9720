namespace Orchestrator.Worker.Execution;

/// <summary>
/// Is told of every stage where it is run: in the slot's process where slots are processes. Thread-safe; must return
/// at once and not throw.
/// </summary>
public interface IStageObserver
{
    /// <summary>A stage has ended, well or not.</summary>
    void Ended(StageSpan stage);
}

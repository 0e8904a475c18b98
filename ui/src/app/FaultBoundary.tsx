import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { ErrorSentence } from '../ui';

interface FaultBoundaryProps {
  /** another place of the window starts afresh */
  place: string;
  children: ReactNode;
}

/** A fault of one view leaves the frame, and all that was written, standing. */
export class FaultBoundary extends Component<FaultBoundaryProps, { fault: unknown; place: string }> {
  override state = { fault: null as unknown, place: this.props.place };

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  static getDerivedStateFromProps(props: FaultBoundaryProps, state: { fault: unknown; place: string }) {
    return props.place === state.place ? null : { fault: null, place: props.place };
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return (
      <div className="page-body">
        <h1 className="page-title">这一页没有显示出来</h1>
        <ErrorSentence error={this.state.fault} />
        <Button onClick={() => this.setState({ fault: null })}>再试一次</Button>
      </div>
    );
  }
}

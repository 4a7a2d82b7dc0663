import { type ReactNode, useEffect, useState } from 'react';
import { announce } from './announce.ts';
import { Button, IconButton } from './Button.tsx';
import { copyText } from './copyText.ts';
import { CheckIcon, CopyIcon } from './icons.tsx';

/** Copies a text. With `children` it is a button with words, without them a picture named `label`. */
export function CopyButton({
  text,
  label = `Copy ${text}`,
  icon = <CopyIcon />,
  children,
}: {
  text: string;
  label?: string;
  icon?: ReactNode;
  children?: string;
}) {
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => {
    if (copied === undefined) return;
    const timer = setTimeout(() => setCopied(undefined), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    announce(done ? (text.length < 100 ? `Copied ${text}` : 'Copied') : 'The browser did not allow copying');
  };
  const shown = copied ? <CheckIcon /> : icon;
  if (!children) {
    return (
      <IconButton label={copied === false ? 'The browser did not allow copying' : label} onClick={copy}>
        {shown}
      </IconButton>
    );
  }
  return (
    <Button onClick={copy}>
      {shown}
      {copied ? 'Copied' : copied === false ? 'Not allowed' : children}
    </Button>
  );
}
